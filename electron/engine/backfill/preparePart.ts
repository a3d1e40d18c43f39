import type { JobPart } from '../../../shared/domain/job.ts';
import { floorToGrid } from '../../../shared/domain/timeframe.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { CatalogService } from '../catalog/catalogService.ts';
import type { EngineContext } from '../context.ts';
import type { MarketFeed } from '../ports/feed.ts';
import type { ListingFinder } from './listing.ts';
import { type PartRun, startPartRun } from './partRun.ts';

/** Gets a part ready: clock known, instrument completed, range cut at the listing date. */
export async function preparePart(
  context: EngineContext,
  catalog: CatalogService,
  listings: ListingFinder,
  feed: MarketFeed,
  part: JobPart,
  signal: AbortSignal,
): Promise<Result<PartRun, string>> {
  const { store, exchangeClock } = context;
  if (!feed.isClockFresh()) await exchangeClock.sync(part.exchange, signal);
  const series = (await store.read.series()).find(({ id }) => id === part.seriesId);
  const instrument = series === undefined ? null : await store.read.instrument(series.instrumentId);
  if (instrument === null) return fail('the series was removed from the catalog');
  const completed = await catalog.complete(instrument, signal);
  if (!completed.ok) return completed;
  const listed = await listings.find(completed.value, feed, signal);
  if (!listed.ok) return fail(listed.error.message);
  const from = listed.value === null ? part.from : await clippedFrom(context, part, listed.value);
  return succeed(await startPartRun(context, feed, completed.value.unified, { ...part, from }));
}

/** Returns where the part may start, and takes back what the ledger had promised for the time before the listing. */
async function clippedFrom({ store }: EngineContext, part: JobPart, listedAt: number): Promise<number> {
  const first = floorToGrid(part.timeframe, listedAt);
  const earlier = await store.read.candlesBefore(part.seriesId, first, 1);
  // Candles from before the listing that the venue reports now (a file, a relisting) are kept and stay accounted for.
  if (earlier.openTime.length > 0) return part.from;
  await store.write.clipLedger(part.seriesId, first);
  return Math.max(part.from, first);
}
