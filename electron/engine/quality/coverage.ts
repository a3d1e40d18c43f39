import type { SeriesFilter } from '../../../shared/contract/calls.ts';
import { assessCoverage, type CoverageLimits, type SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { SeriesKey } from '../../../shared/domain/series.ts';
import { TIMEFRAMES } from '../../../shared/domain/timeframe.ts';
import type { EngineContext } from '../context.ts';
import { readLimits } from './limits.ts';

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

type Reads = Pick<EngineContext, 'exchangeClock'> & { store: Pick<EngineContext['store'], 'read'> };

/**
 * Returns the coverage of every series that is tracked or has candles, by exchange time and the trader's limits, out of
 * the ledgers alone.
 */
export async function listCoverage(
  context: Reads,
  filter: SeriesFilter,
  limits?: CoverageLimits,
): Promise<SeriesCoverage[]> {
  const judgedBy = limits ?? (await readLimits(context));
  const ledgers = await context.store.read.seriesLedgers();
  return ledgers
    .filter((series) => (series.tracked || series.candles > 0) && matches(filter, series))
    .toSorted(bySeries)
    .map((series) => assessCoverage(series, context.exchangeClock.now(series.exchange), judgedBy));
}
