import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CandleColumns } from '../../../shared/domain/candle.ts';
import type { ReviewItem } from '../../../shared/domain/quality.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { VALUES, valuesAt } from '../inspector/compare.ts';
import { numbersOf } from '../inspector/numbers.ts';

type Props = Readonly<{
  item: ReviewItem;
  candles: CandleColumns;
  onInspect(openTime: number): void;
}>;

/** The candles around an item as numbers; those it is about are marked, and each one opens in the inspector. */
export function ItemCandles({ item, candles, onInspect }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const host = useRef<HTMLElement>(null);
  const numbers = numbersOf(format, null, candles.close);

  // biome-ignore lint/correctness/useExhaustiveDependencies: with other candles, the first of the item is elsewhere
  useEffect(() => {
    host.current?.querySelector('[data-meant]')?.scrollIntoView({ block: 'center' });
  }, [candles]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable with the keyboard
    <section ref={host} className="ck-review-candles" aria-label={t('review.candles')} tabIndex={0}>
      <table className="ck-table" aria-label={t('review.candles')}>
        <thead>
          <tr>
            <th scope="col">{t('review.column.from')}</th>
            {VALUES.map((field) => (
              <th key={field} scope="col" className="ck-number">
                {t(`inspector.value.${field}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from(candles.openTime, (openTime, i) => {
            const values = valuesAt(candles, i)!;
            const isMeant = openTime >= item.from && openTime <= item.to;
            return (
              <tr key={openTime} data-meant={isMeant || undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className="ck-inspect-link"
                    aria-label={t('review.inspect', { time: format.time(openTime) })}
                    onClick={() => onInspect(openTime)}
                  >
                    {isMeant && <span aria-hidden="true">▸ </span>}
                    {format.time(openTime)}
                  </button>
                </th>
                {VALUES.map((field) => (
                  <td key={field} className="ck-number">
                    {numbers(field, values[field])}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
