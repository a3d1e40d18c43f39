import type { Gap } from '../../../shared/domain/gap.ts';
import { type Interval, normalize, subtract } from '../../../shared/domain/interval.ts';
import type { Band } from '../../charts/bands.ts';

/** A stretch without candles: what the ledger says of it, or null where nobody has asked. */
export type Missing = Readonly<{ from: number; to: number; candles: number; gap: Gap | null }>;

/** Returns the holes between the candles that are held, as stretches of time. */
function holesOf(openTime: ArrayLike<number>, duration: number): readonly Interval[] {
  const holes: Interval[] = [];
  for (let i = 1; i < openTime.length; i += 1) {
    const expected = openTime[i - 1]! + duration;
    if (openTime[i]! > expected) holes.push({ from: expected, until: openTime[i]! });
  }
  return holes;
}

/** Returns what is missing around the candles that are held: the ledger's gaps, and holes it does not know. */
export function missingOf(
  gaps: readonly Gap[],
  openTime: ArrayLike<number>,
  duration: number,
): readonly Missing[] {
  const known = normalize(gaps.map(({ from, to }) => ({ from, until: to + duration })));
  const unknown = subtract(normalize(holesOf(openTime, duration)), known).map(({ from, until }) => ({
    from,
    to: until - duration,
    candles: Math.round((until - from) / duration),
    gap: null,
  }));
  return [...gaps.map((gap) => ({ from: gap.from, to: gap.to, candles: gap.missing, gap })), ...unknown].sort(
    (a, b) => a.from - b.from,
  );
}

/** Returns how a gap looks: by what can be done about it. */
export function toneOf(gap: Gap | null): Band['tone'] {
  if (gap === null || gap.state === 'confirmed-empty') return 'quiet';
  if (gap.cause === 'request-failed' || gap.cause === 'rejected') return 'bad';
  return gap.state === 'unconfirmed' ? 'waiting' : 'open';
}

/** Returns the gap that begins after, or before, a time; round the end to the first again. */
export function gapBeside(gaps: readonly Gap[], time: number, direction: 'next' | 'previous'): Gap | null {
  if (direction === 'next') return gaps.find(({ from }) => from > time) ?? gaps[0] ?? null;
  return gaps.findLast(({ from }) => from < time) ?? gaps.at(-1) ?? null;
}

/** Returns what is missing at a time of the chart, or null where nothing is. */
export const missingAt = (missing: readonly Missing[], time: number, duration: number): Missing | null =>
  missing.find(({ from, to }) => time >= from - duration / 2 && time <= to + duration / 2) ?? null;
