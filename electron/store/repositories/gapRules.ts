import {
  backOffAfter,
  type GapCause,
  type GapState,
  isEmptyAtVenue,
  isWaiting,
} from '../../../shared/domain/gap.ts';
import type { MarketSymbol } from '../../../shared/domain/instrument.ts';
import {
  type Interval,
  type IntervalSet,
  intersect,
  normalize,
  subtract,
} from '../../../shared/domain/interval.ts';
import { type EpochMs, MINUTE } from '../../../shared/domain/time.ts';

/** One gap as the ledger keeps it; [from, until) in open times. */
export type LedgerGap = Interval &
  Readonly<{
    cause: GapCause;
    state: GapState;
    attempts: number;
    evidence: string | null;
    /** The answer that said so. */
    batchId: number | null;
    alsoMissing: readonly MarketSymbol[];
    nextRetryAt: EpochMs | null;
    updatedAt: EpochMs;
  }>;

/** What a write learned about some missing open times. */
export type GapFinding = Readonly<{
  where: IntervalSet;
  cause: GapCause;
  evidence: string;
  /**
   * Open times before this one had been closed for so long when the answer was made that a second look may follow at
   * once; the others wait a minute for theirs. All of them, unless told.
   */
  settledBefore?: EpochMs;
}>;

/** Names the request whose answer is the evidence; asked only when something changes. */
export type BatchOf = () => number | null;

const NOBODY: readonly MarketSymbol[] = [];

/** A hole in an answer about candles that closed just now may be the venue's delay: the second look comes after this. */
const SECOND_LOOK_AFTER_MS = MINUTE;

export const notDownloaded = ({ from, until }: Interval, now: EpochMs): LedgerGap => ({
  from,
  until,
  cause: 'not-downloaded',
  state: 'open',
  attempts: 0,
  evidence: null,
  batchId: null,
  alsoMissing: NOBODY,
  nextRetryAt: null,
  updatedAt: now,
});

const pieces = (gap: LedgerGap, parts: IntervalSet): LedgerGap[] =>
  parts.map((part) => ({ ...gap, from: part.from, until: part.until }));

/** Returns what of `gap` lies in `set`. */
export const cut = (gap: LedgerGap, set: IntervalSet): LedgerGap[] => pieces(gap, intersect([gap], set));

/** Returns what of `gap` lies outside of `set`. */
export const without = (gap: LedgerGap, set: IntervalSet): LedgerGap[] => pieces(gap, subtract([gap], set));

/** Two answers say the same when both say "empty", however that was explained, or both brought a refused candle. */
const saysTheSame = (a: GapCause, b: GapCause): boolean =>
  a === b || (isEmptyAtVenue(a) && isEmptyAtVenue(b));

/** Causes that are established by something else than two looks at the same place. */
const SETTLED_BY_RULE: ReadonlySet<GapCause> = new Set(['before-listing', 'delisted', 'source-limit']);

type Change = Partial<LedgerGap>;

/** A failed request says nothing new about a range that the venue has already answered for. */
function afterFailure(gap: LedgerGap, { evidence }: GapFinding, now: EpochMs): Change | null {
  if (gap.state !== 'open') return null;
  const failures = gap.attempts + 1;
  return {
    cause: 'request-failed',
    attempts: failures,
    evidence,
    batchId: null,
    nextRetryAt: now + backOffAfter(failures),
    updatedAt: now,
  };
}

/** What the venue said twice is confirmed; a word that differs from the first one starts over. */
function afterAnswer(gap: LedgerGap, { cause, evidence }: GapFinding, now: EpochMs): Change | null {
  const isSecond = gap.state !== 'open' && saysTheSame(gap.cause, cause);
  // A third look that sees what the first two saw has nothing to write, nor has a second one that comes too soon.
  if (isSecond && (gap.state === 'confirmed-empty' || isWaiting(gap, now))) return null;
  const found = { attempts: gap.attempts + 1, evidence, nextRetryAt: null, updatedAt: now };
  if (isSecond) return { ...found, state: 'confirmed-empty' };
  return { ...found, cause, state: 'unconfirmed', alsoMissing: NOBODY };
}

function changeOf(gap: LedgerGap, finding: GapFinding, now: EpochMs): Change | null {
  const { cause, evidence } = finding;
  if (cause === 'request-failed') return afterFailure(gap, finding, now);
  if (!SETTLED_BY_RULE.has(cause)) return afterAnswer(gap, finding, now);
  if (gap.cause === cause && gap.state === 'confirmed-empty') return null;
  const settled = { state: 'confirmed-empty', alsoMissing: NOBODY, nextRetryAt: null } as const;
  return { ...settled, cause, evidence, updatedAt: now };
}

/** Makes the young part of a first look wait for its second one. */
function waited(piece: LedgerGap, settledBefore: EpochMs, now: EpochMs): LedgerGap[] {
  if (piece.state !== 'unconfirmed' || piece.nextRetryAt !== null) return [piece];
  const old = { from: Number.MIN_SAFE_INTEGER, until: settledBefore };
  const young = without(piece, [old]).map((part) => ({ ...part, nextRetryAt: now + SECOND_LOOK_AFTER_MS }));
  return [...cut(piece, [old]), ...young];
}

/** Returns the pieces of `gap` after the finding. */
export function explained(
  gap: LedgerGap,
  finding: GapFinding,
  now: EpochMs,
  batch: BatchOf = () => null,
): LedgerGap[] {
  const inside = cut(gap, finding.where);
  const change = inside.length === 0 ? null : changeOf(gap, finding, now);
  if (change === null) return [gap];
  const { settledBefore = Number.MAX_SAFE_INTEGER } = finding;
  const batchId = finding.cause === 'request-failed' ? gap.batchId : batch();
  return [
    ...without(gap, finding.where),
    ...inside.flatMap((piece) => waited({ ...piece, batchId, ...change }, settledBefore, now)),
  ];
}

/** Returns the pieces of `gap` after it became known that the program could not ask for `where` when it closed. */
export function explainedByDowntime(
  gap: LedgerGap,
  where: IntervalSet,
  cause: 'app-not-running' | 'pc-asleep',
  now: EpochMs,
): LedgerGap[] {
  if (gap.cause !== 'not-downloaded') return [gap];
  return [...without(gap, where), ...cut(gap, where).map((piece) => ({ ...piece, cause, updatedAt: now }))];
}

export const isSameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a === b || (a.length === b.length && a.every((one, i) => one === b[i]));

/** Neighbours mean the same; a first look that waits for its second one waits for a time of its own. */
const meansTheSame = (a: LedgerGap, b: LedgerGap): boolean =>
  a.cause === b.cause &&
  a.state === b.state &&
  (a.state !== 'unconfirmed' || a.nextRetryAt === b.nextRetryAt) &&
  isSameList(a.alsoMissing, b.alsoMissing);

const sooner = (a: EpochMs | null, b: EpochMs | null): EpochMs | null =>
  a === null || b === null ? null : Math.min(a, b);

/** Joins neighbours that touch and mean the same; the later evidence stands for both. */
export function mergeEqual(gaps: readonly LedgerGap[]): LedgerGap[] {
  const merged: LedgerGap[] = [];
  for (const gap of gaps.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last?.until === gap.from && meansTheSame(last, gap)) {
      const later = gap.updatedAt >= last.updatedAt ? gap : last;
      const attempts = Math.max(last.attempts, gap.attempts);
      const nextRetryAt = sooner(last.nextRetryAt, gap.nextRetryAt);
      merged[merged.length - 1] = { ...later, from: last.from, until: gap.until, attempts, nextRetryAt };
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
