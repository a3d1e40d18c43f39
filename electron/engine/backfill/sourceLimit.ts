import { toIso } from '../../../shared/domain/time.ts';
import { durationOf, floorToGrid } from '../../../shared/domain/timeframe.ts';
import type { LedgerGap } from '../ports/store.ts';
import type { Asking } from './venuePass.ts';

/**
 * Settles what lies between a listing and the first candle the venue has of a timeframe: it was asked for and came back
 * empty although the contract traded by then, so the venue keeps no history of this timeframe from that time. Without
 * this, thousands of pages would be asked for a second time.
 */
export async function settleHistoryStart(
  asking: Asking,
  listedAt: number | null,
  signal: AbortSignal,
): Promise<void> {
  const { context, feed, part } = asking;
  const { store, clock } = context;
  const { seriesId, timeframe } = part;
  const [first, known] = await Promise.all([
    store.read.firstCandle(seriesId),
    store.read.ledgerRange(seriesId),
  ]);
  if (listedAt === null || first === null || known === null) return;
  const [leading] = await store.read.ledgerGaps(seriesId, known.from, first);
  if (leading?.from !== known.from || leading.until !== first || leading.cause !== 'exchange-empty') return;
  const listed = floorToGrid(timeframe, listedAt);
  if (leading.from > listed && !(await isLimited(asking, listed, leading, signal))) return;
  await store.write.explainGap(
    seriesId,
    {
      where: [leading],
      cause: 'source-limit',
      evidence: `${feed.exchange} listed the symbol at ${toIso(listedAt)}; its first ${timeframe} candle is of ${toIso(first)}`,
    },
    clock.now(),
  );
}

/**
 * Tells whether the venue lacks the first candles of the contract in this timeframe too, where the trader's history
 * begins later than the contract. Only asked for a stretch longer than a page: less than that may be a quiet day.
 */
async function isLimited(
  { feed, unified, part }: Asking,
  listed: number,
  leading: LedgerGap,
  signal: AbortSignal,
): Promise<boolean> {
  const { timeframe } = part;
  const page = feed.pageSize(timeframe, listed) * durationOf(timeframe);
  if (leading.until - leading.from < page) return false;
  const request = { unified, timeframe, from: listed, until: listed + page, priority: 'history' as const };
  const answer = await feed.candles(request, signal);
  return answer.ok && !answer.value.candles.openTime.some((time) => time < leading.from);
}
