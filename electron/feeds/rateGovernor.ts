import { fail, type Result, succeed } from '../../shared/lib/result.ts';
import type { FeedPriority } from '../engine/ports/feed.ts';
import type { Timing } from '../platform/timing.ts';
import { createUsageMeter } from './usage.ts';

export type GovernorRules = Readonly<{
  /** Weight regained per second, and the most that can be saved up. */
  perSecond: number;
  burst: number;
  /** Requests in flight, of all kinds and of history. */
  concurrency: number;
  historyConcurrency: number;
}>;

type Turn = Readonly<{ priority: FeedPriority; weight: number; signal: AbortSignal }>;

export type RateGovernor = ReturnType<typeof createRateGovernor>;

const RANK: Readonly<Record<FeedPriority, number>> = { focus: 0, live: 1, history: 2 };

type Waiting = Turn & { readonly start: () => void };

/**
 * The one throttle of a venue, shared by everything that talks to it, because the venue counts per address. ccxt's own
 * is switched off: it is strictly first-come-first-served and a queued call cannot be taken back (facts 2.4). Here the
 * quota is a bucket of weight, whoever the trader is looking at goes first, history never takes the last slot, and a
 * refusal by the venue stops every call until it has passed.
 */
export function createRateGovernor(rules: GovernorRules, timing: Timing) {
  const queue: Waiting[] = [];
  const usage = createUsageMeter(timing);
  let tokens = rules.burst;
  let refilledAt = timing.elapsed();
  let blockedUntil = Number.NEGATIVE_INFINITY;
  let running = 0;
  let runningHistory = 0;
  let alarm = new AbortController();

  function refill(): void {
    const at = timing.elapsed();
    tokens = Math.min(rules.burst, tokens + ((at - refilledAt) / 1_000) * rules.perSecond);
    refilledAt = at;
  }

  const hasSlot = (turn: Turn): boolean =>
    running < rules.concurrency && (turn.priority !== 'history' || runningHistory < rules.historyConcurrency);

  /** Milliseconds until the venue may be asked for `weight`; one heavier than the bucket waits for a full one. */
  function waitFor(weight: number): number {
    const lacking = Math.min(weight, rules.burst) - tokens;
    return Math.max(0, blockedUntil - timing.elapsed(), Math.ceil((lacking / rules.perSecond) * 1_000));
  }

  function pump(): void {
    alarm.abort();
    refill();
    for (let next = queue.find(hasSlot); next !== undefined; next = queue.find(hasSlot)) {
      const wait = waitFor(next.weight);
      if (wait > 0) {
        wakeIn(wait);
        return;
      }
      queue.splice(queue.indexOf(next), 1);
      tokens -= Math.min(next.weight, rules.burst);
      usage.add(next.weight);
      next.start();
    }
  }

  function wakeIn(ms: number): void {
    alarm = new AbortController();
    const { signal } = alarm;
    void timing.sleep(ms, signal).then(() => {
      if (!signal.aborted) pump();
    });
  }

  function count(turn: Turn, step: 1 | -1): void {
    running += step;
    if (turn.priority === 'history') runningHistory += step;
  }

  /** Resolves to true when it is this turn's turn, to false when it was cancelled in the queue. */
  function queued(turn: Turn): Promise<boolean> {
    return new Promise((resolve) => {
      const cancel = (): void => {
        queue.splice(queue.indexOf(waiting), 1);
        resolve(false);
        pump();
      };
      const waiting: Waiting = {
        ...turn,
        start: () => {
          turn.signal.removeEventListener('abort', cancel);
          count(turn, 1);
          resolve(true);
        },
      };
      const behind = queue.findIndex((other) => RANK[other.priority] > RANK[turn.priority]);
      queue.splice(behind === -1 ? queue.length : behind, 0, waiting);
      turn.signal.addEventListener('abort', cancel);
      pump();
    });
  }

  return {
    /** Runs `work` when quota, slots and the venue allow; work that was cancelled before is never begun. */
    async run<T>(turn: Turn, work: () => Promise<T>): Promise<Result<T, 'cancelled'>> {
      if (turn.signal.aborted || !(await queued(turn))) return fail('cancelled');
      try {
        return succeed(await work());
      } finally {
        count(turn, -1);
        pump();
      }
    },
    /** Leaves the venue alone for `ms` milliseconds from now, or longer where that was decided before. */
    penalize(ms: number): void {
      blockedUntil = Math.max(blockedUntil, timing.elapsed() + ms);
      pump();
    },
    /** Share of what a minute allows that was used in the last one, 0 to 1. */
    used: (): number => Math.min(1, usage.lastMinute() / (rules.perSecond * 60)),
    /** Milliseconds until the venue may be asked again; 0 when it may be now. */
    blockedFor: (): number => Math.max(0, blockedUntil - timing.elapsed()),
  };
}
