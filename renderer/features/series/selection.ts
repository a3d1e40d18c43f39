import type { SeriesId } from '../../../shared/domain/series.ts';
import { union, without } from '../../state/sets.ts';

/** Which series are chosen, and where a range that is drawn with Shift begins. */
export type Selection = Readonly<{ ids: ReadonlySet<SeriesId>; anchor: SeriesId | null }>;

export const NOTHING: Selection = { ids: new Set(), anchor: null };

/** Chooses just this one. */
export const only = (id: SeriesId): Selection => ({ ids: new Set([id]), anchor: id });

/** Chooses these beside what is chosen, or lets go of them when all of them were. */
export function toggle({ ids }: Selection, changed: readonly SeriesId[]): Selection {
  const isRelease = changed.every((id) => ids.has(id));
  const next = isRelease ? without(ids, new Set(changed)) : union(ids, changed);
  return { ids: next, anchor: changed.at(-1) ?? null };
}

/** Chooses everything from the anchor to `id`, in the order of the table; without an anchor just `id`. */
export function extendTo({ anchor }: Selection, order: readonly SeriesId[], id: SeriesId): Selection {
  const from = anchor === null ? -1 : order.indexOf(anchor);
  const to = order.indexOf(id);
  if (from < 0 || to < 0) return only(id);
  return { ids: new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1)), anchor };
}

/** Chooses everything that is shown. */
export const everything = (order: readonly SeriesId[]): Selection => ({
  ids: new Set(order),
  anchor: order[0] ?? null,
});
