import { fail, type Result, succeed } from '../../shared/lib/result.ts';
import type { FeedError, FeedPriority } from '../engine/ports/feed.ts';
import type { Log } from '../platform/log.ts';
import type { Timing } from '../platform/timing.ts';
import type { Answer } from './answerTap.ts';
import type { CcxtVenue } from './ccxtVenue.ts';
import { cancelled, errorFromCcxt, errorFromGarbage, errorOfKind } from './errors.ts';
import type { ExchangeClock } from './exchangeClock.ts';
import type { OpenVenue } from './openVenue.ts';
import { unlessAborted, within } from './patience.ts';
import type { RateGovernor } from './rateGovernor.ts';
import { withRetries } from './retry.ts';
import { penaltyOf } from './retryAfter.ts';
import type { Venue } from './venues/venue.ts';

/** One kind of request: how it is made, what it weighs and when its answer is believed. */
type VenueCall<T> = Readonly<{
  weight: number;
  priority: FeedPriority;
  run(exchange: CcxtVenue): Promise<unknown>;
  /** The value in a believable answer; null when ccxt took garbage for an answer (facts trap 4). */
  read(value: unknown, answer: Answer | null): T | null;
}>;

type Answered<T> = Readonly<{ value: T; answer: Answer | null }>;

export type VenueClient = ReturnType<typeof createVenueClient>;

type VenueClientDeps = Readonly<{
  venue: Venue;
  open: OpenVenue;
  governor: RateGovernor;
  clock: ExchangeClock;
  timing: Timing;
  log: Log;
  /** A body that stops half-way is outside ccxt's own timeout, which ends with the headers. */
  deadlineMs: number;
}>;

/** The one way to a venue's REST API: governed, watched, judged and retried. */
export function createVenueClient(deps: VenueClientDeps) {
  const { venue, open, governor, clock, timing, log } = deps;
  let lastError: FeedError | null = null;

  async function once<T>(call: VenueCall<T>): Promise<Result<Answered<T>, FeedError>> {
    const tapped = await within(
      deps.deadlineMs,
      open.tap(() => call.run(open.exchange)),
    );
    if (tapped === null) return fail(errorOfKind('timeout', venue));
    const { outcome, answer } = tapped;
    if (outcome.status === 'rejected') {
      const error = errorFromCcxt(open.errors.familyOf(outcome.reason), answer, venue);
      if (error.kind === 'rate-limited') governor.penalize(penaltyOf(answer, clock.measured()));
      if (error.kind === 'refused')
        log.warn(error.message, { venue: venue.id, thrown: nameOf(outcome), asked: answer?.request });
      return fail(error);
    }
    const value = call.read(outcome.value, answer);
    return value === null ? fail(errorFromGarbage(answer, venue)) : succeed({ value, answer });
  }

  async function attempt<T>(
    call: VenueCall<T>,
    signal: AbortSignal,
  ): Promise<Result<Answered<T>, FeedError>> {
    const turn = { priority: call.priority, weight: call.weight, signal };
    // ccxt cannot take a request back; whoever gave up is told so at once and the answer is dropped.
    const result = await unlessAborted(
      signal,
      governor.run(turn, () => once(call)),
    );
    return result?.ok ? result.value : fail(cancelled);
  }

  return {
    /** Asks until there is a believable answer or no hope of one. */
    async request<T>(call: VenueCall<T>, signal: AbortSignal): Promise<Result<Answered<T>, FeedError>> {
      const onRetry = (error: FeedError, tries: number, pauseMs: number): void =>
        log.debug('a request is tried again', { venue: venue.id, kind: error.kind, tries, pauseMs });
      const result = await withRetries(() => attempt(call, signal), { timing, signal, onRetry });
      if (result.ok) lastError = null;
      else if (result.error.kind !== 'cancelled') lastError = result.error;
      return result;
    },
    /** What went wrong last; null since the last success. */
    lastError: () => lastError,
  };
}

const nameOf = ({ reason }: PromiseRejectedResult): string =>
  reason instanceof Error ? reason.name : typeof reason;
