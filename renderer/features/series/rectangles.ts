import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { MarketSymbol } from '../../../shared/domain/instrument.ts';
import type { SeriesKey } from '../../../shared/domain/series.ts';
import { TIMEFRAMES, type Timeframe } from '../../../shared/domain/timeframe.ts';

/** Every one of these symbols with every one of these timeframes: what one call can be asked about. */
export type Rectangle = Readonly<{ exchange: ExchangeId; symbols: MarketSymbol[]; timeframes: Timeframe[] }>;

/** Returns rectangles that hold just these series: symbols with the same timeframes share one. */
export function rectanglesOf(series: readonly SeriesKey[]): readonly Rectangle[] {
  const bySymbol = Map.groupBy(series, ({ exchange, symbol }) => `${exchange} ${symbol}`);
  const symbols = [...bySymbol.values()].map((members) => {
    const wanted = new Set(members.map(({ timeframe }) => timeframe));
    const { exchange, symbol } = members[0]!;
    return { exchange, symbol, timeframes: TIMEFRAMES.filter((timeframe) => wanted.has(timeframe)) };
  });
  const alike = Map.groupBy(symbols, ({ exchange, timeframes }) => `${exchange} ${timeframes.join(' ')}`);
  return [...alike.values()].map((members) => ({
    exchange: members[0]!.exchange,
    symbols: members.map(({ symbol }) => symbol),
    timeframes: members[0]!.timeframes,
  }));
}
