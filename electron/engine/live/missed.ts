import { type IntervalSet, normalize, subtract } from '../../../shared/domain/interval.ts';
import { type EpochMs, WEEK } from '../../../shared/domain/time.ts';
import { closedUntil, durationOf, floorToGrid } from '../../../shared/domain/timeframe.ts';
import type { LedgerGap } from '../ports/store.ts';
import { type Downtime, endOf, type LiveKey, type SeriesHost } from './host.ts';

/** Older holes are left to a repair, which plans before it asks. */
const OLDEST_MS = WEEK;
/** Holes of any kind this close to the end are what a sudden end of the program leaves behind. */
const LAST_CANDLES = 10;

/** Where a series stands when it is taken up. */
export type Standing = Readonly<{
  /** Holes that live ingestion itself has left: it could not ask, or was not answered. */
  missed: IntervalSet;
  /** First open time that is ever asked for: that of the last closed candle where there is no history. */
  begin: EpochMs;
  confirmedUntil: EpochMs;
  lastClosed: EpochMs | null;
}>;

const isOurs = (gap: LedgerGap, end: EpochMs): boolean =>
  gap.state === 'open' &&
  (gap.cause === 'request-failed' ||
    gap.cause === 'app-not-running' ||
    gap.cause === 'pc-asleep' ||
    gap.from >= end);

/** Reads from the ledger what a series has missed, and tells it why, if that is known. Rejects with a StoreError. */
export async function missedBy(
  { context: { store }, feed }: SeriesHost,
  key: LiveKey,
  downtime: Downtime | null,
): Promise<Standing> {
  const { id, timeframe } = key;
  const step = durationOf(timeframe);
  const now = feed.now();
  const range = await store.read.ledgerRange(id);
  if (range === null) {
    const begin = closedUntil(timeframe, now) - step;
    return { missed: [], begin, confirmedUntil: begin, lastClosed: null };
  }
  const away = {
    from: floorToGrid(timeframe, downtime?.from ?? 0),
    until: Math.min(closedUntil(timeframe, Math.min(now, downtime?.until ?? 0)), endOf(key)),
  };
  if (downtime !== null && away.from < away.until) {
    const from = Math.max(away.from, range.from);
    await store.write.noteDowntime(id, { from, until: away.until }, downtime.cause, now);
  }
  const [gaps, last] = await Promise.all([
    store.read.ledgerGaps(id, now - OLDEST_MS, Number.MAX_SAFE_INTEGER),
    store.read.candlesBefore(id, Number.MAX_SAFE_INTEGER, 1),
  ]);
  const ours = gaps.filter((gap) => isOurs(gap, range.until - LAST_CANDLES * step));
  return {
    // The end of the ledger is where every look begins anyway.
    missed: subtract(normalize(ours), [{ from: range.until, until: Number.MAX_SAFE_INTEGER }]),
    begin: range.from,
    confirmedUntil: range.until,
    lastClosed: last.openTime.at(-1) ?? null,
  };
}
