import type { SeriesFilter } from '../../../shared/contract/calls.ts';
import { assessCoverage, type SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { SeriesKey } from '../../../shared/domain/series.ts';
import { TIMEFRAMES } from '../../../shared/domain/timeframe.ts';
import type { EngineContext } from '../context.ts';

/** Tells whether a series is asked about. */
export const matches = (filter: SeriesFilter, key: SeriesKey): boolean =>
  (filter.exchange === undefined || filter.exchange === key.exchange) &&
  (filter.symbols === undefined || filter.symbols.includes(key.symbol)) &&
  (filter.timeframes === undefined || filter.timeframes.includes(key.timeframe));

/** The order of every list: exchange, symbol, then from the finest timeframe to the coarsest. */
export const bySeries = (a: SeriesKey, b: SeriesKey): number =>
  a.exchange.localeCompare(b.exchange) ||
  a.symbol.localeCompare(b.symbol) ||
  TIMEFRAMES.indexOf(a.timeframe) - TIMEFRAMES.indexOf(b.timeframe);

/** Returns the coverage of every series that is tracked or has candles, by exchange time, out of the ledgers alone. */
export async function listCoverage(
  {
    store,
    exchangeClock,
  }: Pick<EngineContext, 'exchangeClock'> & { store: Pick<EngineContext['store'], 'read'> },
  filter: SeriesFilter,
): Promise<SeriesCoverage[]> {
  const ledgers = await store.read.seriesLedgers();
  return ledgers
    .filter((series) => (series.tracked || series.candles > 0) && matches(filter, series))
    .toSorted(bySeries)
    .map((series) => assessCoverage(series, exchangeClock.now(series.exchange)));
}
