import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { MarketSymbol } from '../../../shared/domain/instrument.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { onTick } from '../../state/ticker.ts';
import type { QuotesStore } from './quotesStore.ts';
import { QUOTE_FIELDS, type QuoteField, type QuoteText, quoteText } from './quoteTexts.ts';
import { createQuoteWords } from './quoteWords.ts';

type Props = Readonly<{
  store: QuotesStore;
  exchange: ExchangeId;
  symbol: MarketSymbol;
  tickSize: number | null;
  /** The venue's clock minus this PC's: quotes expire by the venue's. */
  offset(): number;
}>;

/** Writes one value into its cell, where it is another one than before. */
function writeCell(cell: HTMLElement, { text, isStale, trend }: QuoteText, title: string): void {
  if (cell.textContent !== text) cell.textContent = text;
  if (cell.title !== title) cell.title = title;
  cell.toggleAttribute('data-stale', isStale);
  if (trend === null) cell.removeAttribute('data-trend');
  else cell.dataset.trend = trend;
}

/** What one contract costs now, on one line. It writes itself, ten times a second at most; nothing renders for it. */
export function QuoteStrip({ store, exchange, symbol, tickSize, offset }: Props) {
  const { t } = useTranslation();
  const { language, latency } = useFormat();
  const host = useRef<HTMLDListElement>(null);

  useEffect(() => {
    const wordsOf = createQuoteWords(language, tickSize);
    const cells = QUOTE_FIELDS.map(
      (field) => [field, host.current?.querySelector<HTMLElement>(`[data-quote="${field}"]`)] as const,
    );
    const titleOf = (field: QuoteField, { age, isStale }: QuoteText): string => {
      const what = t(`quotes.help.${field}`);
      if (age === null) return t('quotes.none', { what });
      const words = { what, age: latency(age) };
      return isStale ? t('quotes.stale', words) : t('quotes.age', words);
    };
    const write = (): void => {
      const quote = store.get(exchange, symbol);
      const words = wordsOf(quote);
      const now = Date.now() + offset();
      for (const [field, cell] of cells) {
        const shown = quoteText(quote, field, now, words);
        if (cell != null) writeCell(cell, shown, titleOf(field, shown));
      }
    };
    write();
    const stops = [store.onQuotes(write), onTick(write)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [store, exchange, symbol, tickSize, offset, language, latency, t]);

  return (
    <dl ref={host} className="ck-quotes" aria-label={t('quotes.title', { name: symbol })}>
      {QUOTE_FIELDS.map((field) => (
        <div key={field} data-field={field}>
          <dt>{t(`quotes.${field}`)}</dt>
          <dd data-quote={field}>–</dd>
        </div>
      ))}
    </dl>
  );
}
