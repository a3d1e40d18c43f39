import type { SeriesLedger } from '../../../../shared/domain/coverage.ts';
import {
  type Interval,
  type IntervalSet,
  intersect,
  runsOf,
  subtract,
  union,
} from '../../../../shared/domain/interval.ts';
import type { Issue } from '../../../../shared/domain/issue.ts';
import type { CheckFinding } from '../../../../shared/domain/quality.ts';
import { durationOf, floorToGrid } from '../../../../shared/domain/timeframe.ts';
import type { Difference, NewReviewItem } from '../../ports/store.ts';
import { finerSeries } from '../finerSeries.ts';
import { type Check, type CheckRun, findingOf, ITEMS_PER_SERIES, piecesOf, spanOf } from './checkRun.ts';

const itemOf = (
  stored: SeriesLedger,
  finer: SeriesLedger,
  { openTime, field, stored: value, expected, fields }: Difference,
  foundAt: number,
): NewReviewItem => ({
  seriesId: stored.id,
  kind: 'aggregate-differs',
  from: openTime,
  to: openTime,
  candles: 1,
  detail: { field, stored: value, expected, fields: fields.join(' '), finer: finer.timeframe },
  foundAt,
});

type Tally = {
  read: number;
  compared: number;
  differing: number;
  first: number | null;
  unmatched: number[];
};

/** Compares one stretch, step by step, and flags what differs. */
async function compareStretch(
  run: CheckRun,
  [stored, finer]: readonly [SeriesLedger, SeriesLedger],
  stretch: Interval,
  tally: Tally,
  onRead: () => void,
): Promise<void> {
  const { store, clock } = run.context;
  for (let next: number | null = stretch.from; next !== null && !run.signal.aborted; ) {
    const step = await store.scan.aggregateStep(stored, finer, { from: next, until: stretch.until });
    const room = Math.max(0, ITEMS_PER_SERIES - tally.differing);
    const listed = step.differences.slice(0, room);
    await run.flag(listed.map((difference) => itemOf(stored, finer, difference, clock.now())));
    tally.read += step.read;
    tally.compared += step.compared;
    tally.differing += step.differences.length;
    tally.first ??= step.differences[0]?.openTime ?? null;
    tally.unmatched.push(...step.unmatched);
    onRead();
    next = step.next;
  }
}

/** Compares a series with the finest one, and what that one has not, or not whole, with the next. */
async function compareSeries(
  run: CheckRun,
  stored: SeriesLedger,
  finer: readonly SeriesLedger[],
  onRead: (read: number) => void,
): Promise<CheckFinding> {
  const step = durationOf(stored.timeframe);
  const span = spanOf(stored);
  let left: IntervalSet = span === null ? [] : intersect([span], piecesOf(run, stored.id));
  let read = 0;
  let checked = 0;
  let found = 0;
  const issues: Issue[] = [];
  for (const one of finer) {
    const reach = spanOf(one);
    if (reach === null) continue;
    const within = { from: floorToGrid(stored.timeframe, reach.from), until: reach.until };
    const tally: Tally = { read: 0, compared: 0, differing: 0, first: null, unmatched: [] };
    for (const stretch of intersect(left, [within])) {
      await compareStretch(run, [stored, one], stretch, tally, () => onRead(read + tally.read));
    }
    left = union(subtract(left, [within]), runsOf(tally.unmatched, step));
    read += tally.compared;
    checked += tally.compared;
    found += tally.differing;
    if (tally.first !== null) {
      const { differing, compared, first } = tally;
      issues.push({ code: 'aggregate-differs', finer: one.timeframe, differing, checked: compared, first });
    }
  }
  return { ...findingOf(stored), checked, found, issues };
}

/**
 * Compares every stored candle of a higher timeframe with the sum of the finest stored candles that are all there under
 * it. Where none are, it is passed over: the gap ledger speaks for those.
 */
export const aggregateCheck: Check = async function* (run) {
  const ledgers = (await run.context.store.read.seriesLedgers()).filter(({ candles }) => candles > 0);
  const pairs = run.series.map((stored) => ({ stored, finer: finerSeries(stored, ledgers) }));
  const due = pairs.filter(({ finer }) => finer.length > 0);
  const total = due.reduce((sum, { stored }) => sum + stored.candles, 0);
  let before = 0;
  for (const { stored, finer } of due) {
    if (run.signal.aborted) return;
    yield await compareSeries(run, stored, finer, (read) =>
      run.progress(Math.min(before + read, total), total),
    );
    before += stored.candles;
  }
  run.progress(before, total);
};
