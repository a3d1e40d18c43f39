import type { FeatureQuality } from '../../../shared/domain/feature.ts';

export type Counts = Readonly<Partial<Record<FeatureQuality, number>>>;

/** From the best to the worst; the worst of a day is drawn over the others. */
export const QUALITIES = [
  'ready',
  'warmup',
  'degraded',
  'missing',
] as const satisfies readonly FeatureQuality[];

/** Returns how many values there are. */
export const totalOf = (counts: Counts): number =>
  QUALITIES.reduce((sum, quality) => sum + (counts[quality] ?? 0), 0);

export type Share = Readonly<{ quality: FeatureQuality; amount: number; share: number }>;

/** Returns the qualities that occur, from the best, each with its share from 0 to 1. */
export function sharesOf(counts: Counts): readonly Share[] {
  const total = totalOf(counts);
  return QUALITIES.map((quality) => {
    const amount = counts[quality] ?? 0;
    return { quality, amount, share: total === 0 ? 0 : amount / total };
  }).filter(({ amount }) => amount > 0);
}

export type Days = readonly Readonly<{ day: number; counts: Counts }>[];

/** A piece of the strip: some days side by side. */
export type Piece = Readonly<{ from: number; to: number; counts: Counts }>;

/** Returns the counts of both. */
export const addCounts = (a: Counts, b: Counts): Counts =>
  Object.fromEntries(QUALITIES.map((quality) => [quality, (a[quality] ?? 0) + (b[quality] ?? 0)]));

/** Returns the days as at most `most` pieces: years of days are more than there are pixels. */
export function piecesOf(days: Days, most: number): readonly Piece[] {
  const sorted = days.toSorted((a, b) => a.day - b.day);
  const size = Math.max(1, Math.ceil(sorted.length / most));
  return Array.from({ length: Math.ceil(sorted.length / size) }, (_, i) => {
    const own = sorted.slice(i * size, (i + 1) * size);
    return {
      from: own[0]!.day,
      to: own.at(-1)!.day,
      counts: own.reduce<Counts>((sum, { counts }) => addCounts(sum, counts), {}),
    };
  });
}
