import { type AnswerTap, tapAnswers } from './answerTap.ts';
import type { CcxtVenue } from './ccxtVenue.ts';
import type { LoopbackUrl } from './servers.ts';
import type { Venue } from './venues/venue.ts';

export type OpenVenue = Readonly<{
  exchange: CcxtVenue;
  tap: AnswerTap;
  /** ccxt's error classes, loaded with it and not before. */
  familyOf: (error: unknown) => import('./ccxtErrors.ts').CcxtFamily;
  staleLine: () => Error;
}>;

export type OpenOptions = Readonly<{
  server: LoopbackUrl | null;
  /** Exchange time, which ccxt takes for its own "now": it chooses endpoints and cuts windows by it. */
  now: () => number;
  /** Requests go through the rate governor; only a socket needs ccxt's throttle, for its subscriptions. */
  throttled: boolean;
  timeoutMs: number;
}>;

/** Loads ccxt's class for a venue, makes a key-less instance and prepares it for this program. */
export async function openVenue(venue: Venue, options: OpenOptions): Promise<OpenVenue> {
  const [Exchange, { familyOf, staleLine }] = await Promise.all([venue.load(), import('./ccxtErrors.ts')]);
  const exchange = new Exchange({
    ...venue.config(options.server),
    enableRateLimit: options.throttled,
    timeout: options.timeoutMs,
    // Shared by all calls in flight and so of no use (see answerTap); not kept, a page is 100 kB.
    enableLastHttpResponse: false,
    enableLastJsonResponse: false,
    enableLastResponseHeaders: false,
  });
  venue.adapt(exchange);
  exchange.milliseconds = options.now;
  // Without it ws:// addresses throw NotSupported (facts trap 6); wss:// ones do not mind.
  await exchange.loadHttpProxyAgent();
  return { exchange, tap: tapAnswers(exchange), familyOf, staleLine };
}
