import type { CallReceived, CallResponse } from '../../../shared/contract/calls.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import type { EngineContext } from '../context.ts';
import type { NewReviewItem } from '../ports/store.ts';
import { matches } from './coverage.ts';

/** Puts items before the trader; returns how many of them are news. */
export async function flagForReview(
  { store, publish }: EngineContext,
  items: readonly NewReviewItem[],
): Promise<number> {
  if (items.length === 0) return 0;
  const { added, open } = await store.write.addReviewItems(items);
  if (added > 0) publish('review.changed', { open });
  return added;
}

/** Returns the items of a filter, newest first, and how many wait for a decision in all. */
export async function listReviews(
  { store }: EngineContext,
  { state, limit, ...filter }: CallReceived<'review.list'>,
): Promise<CallResponse<'review.list'>> {
  const isNarrowed = Object.values(filter).some((one) => one !== undefined);
  const series = isNarrowed
    ? (await store.read.series()).filter((one) => matches(filter, one)).map(({ id }) => id)
    : null;
  const [items, open] = await Promise.all([
    store.read.reviewItems(series, state ?? null, limit),
    store.read.openReviewItems(),
  ]);
  return { items, open };
}

/** Keeps what the trader decided; the candles of rejected items are doubted from now on, others are not any more. */
export async function decideReviews(
  { store, clock, journal, publish }: EngineContext,
  { ids, state }: CallReceived<'review.decide'>,
): Promise<CallResponse<'review.decide'>> {
  const items = await store.write.decideReviewItems(ids, state, clock.now());
  if (items.length === 0) return { items };
  const names = [...new Set(items.map(seriesName))];
  await journal.audit(`review.${state}`, names.join(', '), `${items.length} items`);
  publish('review.changed', { open: await store.read.openReviewItems() });
  publish('coverage.changed', { seriesIds: [...new Set(items.map(({ seriesId }) => seriesId))] });
  return { items };
}
