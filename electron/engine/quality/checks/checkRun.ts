import type { CallReceived } from '../../../../shared/contract/calls.ts';
import type { SeriesLedger } from '../../../../shared/domain/coverage.ts';
import { type Interval, type IntervalSet, normalize } from '../../../../shared/domain/interval.ts';
import type { CheckFinding } from '../../../../shared/domain/quality.ts';
import type { SeriesId } from '../../../../shared/domain/series.ts';
import { durationOf } from '../../../../shared/domain/timeframe.ts';
import type { EngineContext } from '../../context.ts';
import type { NewReviewItem } from '../../ports/store.ts';
import { bySeries, matches } from '../coverage.ts';

/** Items one run lists of one series: a series that is wrong throughout is one problem, not a million. */
export const ITEMS_PER_SERIES = 500;

/** What a deep check is given. */
export type CheckRun = Readonly<{
  context: EngineContext;
  request: CallReceived<'checks.run'>;
  /** The series asked about that have candles, in the order of every list. */
  series: readonly SeriesLedger[];
  signal: AbortSignal;
  /** False where nothing can be written: what is found is only told. */
  keeps: boolean;
  /** Requests the check may still make; counted down by whoever makes one. */
  requests: { left: number };
  progress(done: number, total: number): void;
  /** Puts items before the trader. */
  flag(items: readonly NewReviewItem[]): Promise<void>;
}>;

/** Yields what it found, series by series; ends early when the run is aborted. */
export type Check = (run: CheckRun) => AsyncGenerator<CheckFinding>;

const isMeant = (request: CheckRun['request'], id: SeriesId): boolean =>
  request.stretches === undefined || request.stretches.some(({ seriesId }) => seriesId === id);

/** Returns the series a check is about: those of the filter, and of the stretches if there are any. */
export async function seriesToCheck(
  { store }: EngineContext,
  request: CheckRun['request'],
): Promise<SeriesLedger[]> {
  return (await store.read.seriesLedgers())
    .filter((one) => one.candles > 0 && matches(request, one) && isMeant(request, one.id))
    .toSorted(bySeries);
}

/** Returns from the first candle of a series to the close of its last, or null when it has none. */
export const spanOf = ({ first, last, timeframe }: SeriesLedger): Interval | null =>
  first === null || last === null ? null : { from: first, until: last + durationOf(timeframe) };

/** Returns the pieces of a series that are asked about; all time when no stretch of it is named. */
export function piecesOf({ request }: CheckRun, id: SeriesId): IntervalSet {
  if (request.stretches === undefined) return [{ from: 0, until: Number.MAX_SAFE_INTEGER }];
  return normalize(request.stretches.filter(({ seriesId }) => seriesId === id));
}

/** Returns the finding of a series with nothing found yet. */
export const findingOf = ({ exchange, symbol, timeframe, id }: SeriesLedger): CheckFinding => ({
  exchange,
  symbol,
  timeframe,
  seriesId: id,
  checked: 0,
  found: 0,
  issues: [],
});
