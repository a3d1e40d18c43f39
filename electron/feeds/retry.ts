import { SECOND } from '../../shared/domain/time.ts';
import { fail, type Result } from '../../shared/lib/result.ts';
import type { FeedError } from '../engine/ports/feed.ts';
import type { Timing } from '../platform/timing.ts';
import { cancelled } from './errors.ts';

const ATTEMPTS = 5;
const FIRST_PAUSE = SECOND / 2;
const LONGEST_PAUSE = 8 * SECOND;

type RetryRules = Readonly<{
  /** Five unless told. */
  attempts?: number;
  timing: Timing;
  signal: AbortSignal;
  onRetry(error: FeedError, attempt: number, pauseMs: number): void;
}>;

/** Returns the pause after attempt `n` (from 1), milliseconds: doubling, and half of it left to chance. */
const pauseAfter = (n: number, random: () => number): number =>
  Math.round(Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (n - 1)) * (0.5 + random() / 2));

/**
 * Tries up to five times (or `attempts`), but only while the failure may pass by itself; an abort ends it at once. What a venue says
 * about waiting is not known here: the rate governor holds the next attempt back until then.
 */
export async function withRetries<T>(
  attempt: () => Promise<Result<T, FeedError>>,
  { timing, signal, onRetry, attempts = ATTEMPTS }: RetryRules,
): Promise<Result<T, FeedError>> {
  for (let n = 1; ; n += 1) {
    const result = await attempt();
    if (result.ok || !result.error.transient || n === attempts) return result;
    const pause = pauseAfter(n, timing.random);
    onRetry(result.error, n, pause);
    await timing.sleep(pause, signal);
    if (signal.aborted) return fail(cancelled);
  }
}
