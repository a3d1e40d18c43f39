import type { GapCause, GapState } from '../../../shared/domain/gap.ts';
import {
  type Interval,
  type IntervalSet,
  intersect,
  normalize,
  subtract,
} from '../../../shared/domain/interval.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';

/** One gap as the ledger keeps it; [from, until) in open times. */
export type LedgerGap = Interval &
  Readonly<{
    cause: GapCause;
    state: GapState;
    attempts: number;
    evidence: string | null;
    updatedAt: EpochMs;
  }>;

/** What a write learned about some missing open times. */
export type GapFinding = Readonly<{ where: IntervalSet; cause: GapCause; evidence: string }>;

export const notDownloaded = ({ from, until }: Interval, now: EpochMs): LedgerGap => ({
  from,
  until,
  cause: 'not-downloaded',
  state: 'open',
  attempts: 0,
  evidence: null,
  updatedAt: now,
});

const pieces = (gap: LedgerGap, parts: IntervalSet): LedgerGap[] =>
  parts.map((part) => ({ ...gap, from: part.from, until: part.until }));

/** Returns what of `gap` lies in `set`. */
export const cut = (gap: LedgerGap, set: IntervalSet): LedgerGap[] => pieces(gap, intersect([gap], set));

/** Returns what of `gap` lies outside of `set`. */
export const without = (gap: LedgerGap, set: IntervalSet): LedgerGap[] => pieces(gap, subtract([gap], set));

/** What the venue said twice is confirmed; a word that differs from the first one starts over. */
function stateAfter(gap: LedgerGap, cause: GapCause): GapState {
  if (cause === 'request-failed' || cause === 'not-downloaded') return 'open';
  return gap.state !== 'open' && gap.cause === cause ? 'confirmed-empty' : 'unconfirmed';
}

/** Returns the pieces of `gap` after the finding. */
export function explained(gap: LedgerGap, finding: GapFinding, now: EpochMs): LedgerGap[] {
  const { where, cause, evidence } = finding;
  // A failed request says nothing new about a range that the venue has already answered for.
  if (cause === 'request-failed' && gap.state !== 'open') return [gap];
  const state = stateAfter(gap, cause);
  // Nor does a third look that sees what the first two saw: the same page again writes nothing.
  if (gap.state === 'confirmed-empty' && state === 'confirmed-empty') return [gap];
  const found = { cause, state, attempts: gap.attempts + 1, evidence, updatedAt: now };
  return [...without(gap, where), ...cut(gap, where).map((piece) => ({ ...piece, ...found }))];
}

/** Joins neighbours that touch and mean the same; the later evidence stands for both. */
export function mergeEqual(gaps: readonly LedgerGap[]): LedgerGap[] {
  const merged: LedgerGap[] = [];
  for (const gap of gaps.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last?.until === gap.from && last.cause === gap.cause && last.state === gap.state) {
      const later = gap.updatedAt >= last.updatedAt ? gap : last;
      const attempts = Math.max(last.attempts, gap.attempts);
      merged[merged.length - 1] = { ...later, from: last.from, until: gap.until, attempts };
    } else merged.push(gap);
  }
  return merged;
}

/**
 * Returns gaps for exactly `missing`. What is known about a piece is kept; where known gaps overlap, which only a
 * hand-edited ledger has, the first one counts. `known` is sorted.
 */
export function reconcile(known: readonly LedgerGap[], missing: IntervalSet, now: EpochMs): LedgerGap[] {
  const kept: LedgerGap[] = [];
  let settled = Number.NEGATIVE_INFINITY;
  let j = 0;
  for (const gap of known) {
    const from = Math.max(gap.from, settled);
    if (from >= gap.until) continue;
    settled = gap.until;
    while (j < missing.length && missing[j]!.until <= from) j += 1;
    for (let k = j; k < missing.length && missing[k]!.from < gap.until; k += 1) {
      const piece = missing[k]!;
      kept.push({ ...gap, from: Math.max(from, piece.from), until: Math.min(gap.until, piece.until) });
    }
  }
  const left = subtract(missing, normalize(kept));
  return [...kept, ...left.map((piece) => notDownloaded(piece, now))];
}
