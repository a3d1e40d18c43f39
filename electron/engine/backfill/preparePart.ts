import { tradingEnd } from '../../../shared/domain/coverage.ts';
import type { Instrument } from '../../../shared/domain/instrument.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { SeriesProblem } from '../../../shared/domain/problem.ts';
import { SECOND } from '../../../shared/domain/time.ts';
import { closedUntil, floorToGrid } from '../../../shared/domain/timeframe.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { CatalogService } from '../catalog/catalogService.ts';
import type { EngineContext } from '../context.ts';
import { refetchPasses } from '../gaps/refetchPasses.ts';
import { repairPasses } from '../gaps/repairPasses.ts';
import type { RunningPart } from '../jobs/venueRunner.ts';
import type { MarketFeed } from '../ports/feed.ts';
import { feedProblem, troubleOf } from '../problemOf.ts';
import type { ArchiveSource } from './archivePass.ts';
import { backfillPasses } from './backfillPasses.ts';
import type { ListingFinder } from './listing.ts';
import { type PartRun, startPartRun } from './partRun.ts';
import type { Pass } from './pass.ts';
import type { Asking } from './venuePass.ts';

/** A candle that closed a moment ago may not have reached the venue's history: it is left to the next backfill. */
const SETTLE_MS = 5 * SECOND;

/** Gets a part ready: clock known, instrument completed, range cut at the listing and the delisting. */
export async function preparePart(
  context: EngineContext,
  catalog: CatalogService,
  listings: ListingFinder,
  archive: ArchiveSource,
  running: RunningPart,
): Promise<Result<PartRun, SeriesProblem>> {
  const { part, signal } = running;
  const { store, exchangeClock, feeds } = context;
  const feed = await feeds.get(part.exchange);
  if (!feed.isClockFresh()) await exchangeClock.sync(part.exchange, signal);
  const timed = await requireTime(feed, signal);
  if (!timed.ok) return timed;
  const series = (await store.read.series()).find(({ id }) => id === part.seriesId);
  const instrument = series === undefined ? null : await store.read.instrument(series.instrumentId);
  if (instrument === null) return fail({ code: 'series-removed' });
  const completed = await catalog.complete(instrument, signal);
  if (!completed.ok) return completed;
  const listed = await listings.find(completed.value, feed, signal);
  if (!listed.ok) return fail(feedProblem(listed.error));
  const range = await rangeWithin(context, running, feed, { ...completed.value, listedAt: listed.value });
  const bounded = { ...part, from: range.from };
  const asking = {
    context,
    feed,
    unified: completed.value.unified,
    part: bounded,
    jobId: running.jobId,
    range,
  };
  const passes = await passesOf(asking, running, completed.value, listed.value, archive);
  return succeed(await startPartRun(bounded, range, passes));
}

/**
 * Makes sure that exchange time is known: a PC clock that is years ahead would make the ledger answer for candles that
 * do not exist yet.
 */
async function requireTime(feed: MarketFeed, signal: AbortSignal): Promise<Result<null, SeriesProblem>> {
  if (feed.isClockUsable()) return succeed(null);
  const measured = await feed.syncClock(signal);
  if (measured.ok) return succeed(null);
  return fail({ code: 'no-exchange-time', exchange: feed.exchange, trouble: troubleOf(measured.error) });
}

async function passesOf(
  asking: Asking,
  { work, signal }: RunningPart,
  instrument: Instrument,
  listedAt: number | null,
  archive: ArchiveSource,
): Promise<Pass[]> {
  const { context, part, range } = asking;
  if (work.kind === 'repair') return repairPasses(asking, work, instrument, signal);
  if (work.kind === 'refetch') return refetchPasses(asking, work);
  if (range.from < range.until)
    await context.store.write.extendLedger(part.seriesId, range, context.clock.now());
  return backfillPasses(asking, listedAt, work.source === 'archive' ? archive : null, signal);
}

/** Returns what of a part the venue can have by now, and takes back what the ledger had promised beyond that. */
async function rangeWithin(
  context: EngineContext,
  { part }: RunningPart,
  feed: MarketFeed,
  { listedAt, delistedAt }: Pick<Instrument, 'listedAt' | 'delistedAt'>,
): Promise<Interval> {
  const { timeframe, seriesId } = part;
  const from = listedAt === null ? part.from : await clippedFrom(context, part, listedAt);
  const closed = Math.min(part.until, closedUntil(timeframe, feed.now() - SETTLE_MS));
  const end = tradingEnd(timeframe, delistedAt, feed.now());
  if (end === null) return { from, until: closed };
  await context.store.write.endLedger(seriesId, end);
  return { from, until: Math.min(closed, end) };
}

/** Returns where the part may start, and takes back what the ledger had promised for the time before the listing. */
async function clippedFrom(
  { store }: EngineContext,
  part: RunningPart['part'],
  listedAt: number,
): Promise<number> {
  const first = floorToGrid(part.timeframe, listedAt);
  const earlier = await store.read.candlesBefore(part.seriesId, first, 1);
  // Candles from before the listing that the venue reports now (a file, a relisting) are kept and stay accounted for.
  if (earlier.openTime.length > 0) return part.from;
  await store.write.clipLedger(part.seriesId, first);
  return Math.max(part.from, first);
}
