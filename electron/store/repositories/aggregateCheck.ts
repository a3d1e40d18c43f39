import { sliceCandles } from '../../../shared/domain/candle.ts';
import { type Interval, normalize } from '../../../shared/domain/interval.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { aggregateCandles } from '../../analysis/aggregate.ts';
import { compareCandles, type Difference, SUM_TOLERANCE } from '../../analysis/compareCandles.ts';
import type { Statements } from '../statements.ts';
import { createCandleReader } from './candles.ts';
import { createLedgerReader } from './ledger.ts';

type Of = Readonly<{ id: SeriesId; timeframe: Timeframe }>;

export type AggregateStep = Readonly<{
  /** Where the next step begins; null when the stretch is done. */
  next: EpochMs | null;
  /** Stored candles looked at, and those of them whose finer candles were all there. */
  read: number;
  compared: number;
  differences: readonly Difference[];
  /** Open times of those whose finer candles were not all there. */
  unmatched: readonly EpochMs[];
}>;

/** Finer candles of one step: some tens of milliseconds. */
const STEP_FINER = 50_000;

/** Compares stored candles with what the finer ones add up to. */
export function createAggregateReader(statements: Statements) {
  const candles = createCandleReader(statements);
  const ledger = createLedgerReader(statements);

  const step = (stored: Of, finer: Of, { from, until }: Interval): AggregateStep => {
    const length = durationOf(stored.timeframe);
    const limit = Math.max(1, Math.floor((STEP_FINER * durationOf(finer.timeframe)) / length));
    const page = candles.after(stored.id, from - 1, limit);
    const end = page.openTime.findIndex((time) => time >= until);
    const coarse = end === -1 ? page : sliceCandles(page, 0, end);
    const read = coarse.openTime.length;
    if (read === 0) return { next: null, read, compared: 0, differences: [], unmatched: [] };
    const last = coarse.openTime[read - 1]! + length;
    const span = { from: coarse.openTime[0]!, until: last };
    const empty = ledger
      .gaps(finer.id, span.from, span.until)
      .filter(({ state }) => state === 'confirmed-empty');
    const made = aggregateCandles(
      candles.within(finer.id, span.from, span.until),
      finer.timeframe,
      stored.timeframe,
      normalize(empty),
    );
    const compared = compareCandles(coarse, made.candles, SUM_TOLERANCE);
    return { next: end === -1 && read === limit ? last : null, read, ...compared };
  };
  // One read transaction, so that a page written meanwhile does not look like a difference.
  const inOne = statements.db.transaction(step);
  return {
    /** Compares the first candles of `stored` in `stretch`; goes on from `next` until that is null. */
    aggregateStep: (stored: Of, finer: Of, stretch: Interval): AggregateStep => inOne(stored, finer, stretch),
  };
}
