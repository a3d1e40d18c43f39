import { type EpochMs, MINUTE, SECOND } from '../../../shared/domain/time.ts';

/** Silence of a whole venue after which it is left alone (the seeds: any symbol for two minutes). */
export const SILENCE_LIMIT_MS = 2 * MINUTE;
const FIRST_PROBE_MS = 30 * SECOND;
const LONGEST_PROBE_MS = 5 * MINUTE;
/** So few symbols may well be quiet together; with more of them, it is the venue. */
const FEW_SYMBOLS = 3;

/** A breaker per venue: closed while the venue talks; open, it lets one probe through now and then. */
export type Circuit =
  | Readonly<{ state: 'closed' }>
  | Readonly<{ state: 'open'; since: EpochMs; probes: number; probeAt: EpochMs }>;

export const CLOSED: Circuit = { state: 'closed' };

export type VenueSilence = Readonly<{
  now: EpochMs;
  /** When any symbol last said something new; the start of watching before that. */
  lastNewsAt: EpochMs;
  /** When the venue last gave a good answer, with or without news; null before the first. */
  lastAnswerAt: EpochMs | null;
  /** Symbols that are kept live. */
  symbols: number;
  /** Null never opens. */
  limitMs: number | null;
}>;

/** Tells whether the venue has been silent too long. Good answers prove a quiet market only where few symbols are live. */
export function isSilent({ now, lastNewsAt, lastAnswerAt, symbols, limitMs }: VenueSilence): boolean {
  if (limitMs === null || symbols === 0 || now - lastNewsAt <= limitMs) return false;
  const isQuietMarket = symbols < FEW_SYMBOLS && lastAnswerAt !== null && now - lastAnswerAt <= limitMs;
  return !isQuietMarket;
}

export const opened = (now: EpochMs): Circuit => ({
  state: 'open',
  since: now,
  probes: 0,
  probeAt: now + FIRST_PROBE_MS,
});

/** Returns the breaker after a probe that failed: the next one waits half as long again. */
export function afterFailedProbe(circuit: Extract<Circuit, { state: 'open' }>, now: EpochMs): Circuit {
  const probes = circuit.probes + 1;
  return { ...circuit, probes, probeAt: now + Math.min(LONGEST_PROBE_MS, FIRST_PROBE_MS * 1.5 ** probes) };
}

/** Tells whether an answer to a probe shows that the venue is back: news, or any answer where few symbols are live. */
export const isGoodProbe = (answered: boolean, hasNews: boolean, symbols: number): boolean =>
  hasNews || (answered && symbols < FEW_SYMBOLS);
