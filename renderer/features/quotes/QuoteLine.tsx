import { useCallback } from 'react';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { LiveSwitch } from '../live/LiveSwitch.tsx';
import type { LiveStore } from '../live/liveStore.ts';
import { QuoteStrip } from './QuoteStrip.tsx';
import type { QuotesStore } from './quotesStore.ts';

type Props = Readonly<{
  live: LiveStore;
  quotes: QuotesStore;
  series: Series;
  tickSize: number | null;
  /** A venue's clock minus this PC's. */
  offsetOf(exchange: ExchangeId): number;
}>;

/** The line above a chart: what its contract costs now, and whether its series is kept live. */
export function QuoteLine({ live, quotes, series, tickSize, offsetOf }: Props) {
  const { exchange, symbol } = series;
  const offset = useCallback(() => offsetOf(exchange), [exchange, offsetOf]);
  return (
    <div className="ck-quote-line">
      <strong>{symbol}</strong>
      <QuoteStrip
        key={`${exchange} ${symbol}`}
        store={quotes}
        exchange={exchange}
        symbol={symbol}
        tickSize={tickSize}
        offset={offset}
      />
      <LiveSwitch live={live} series={series} />
    </div>
  );
}
