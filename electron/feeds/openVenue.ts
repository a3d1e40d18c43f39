import { type AnswerTap, tapAnswers } from './answerTap.ts';
import type { CcxtVenue } from './ccxtVenue.ts';
import type { LoopbackUrl } from './servers.ts';
import type { Venue } from './venues/venue.ts';

export type OpenVenue = Readonly<{
  exchange: CcxtVenue;
  tap: AnswerTap;
  /** ccxt's error classes, loaded with it and not before. */
  errors: typeof import('./ccxtErrors.ts');
}>;

export type OpenOptions = Readonly<{
  server: LoopbackUrl | null;
  /** Exchange time, which ccxt takes for its own "now": it chooses endpoints and cuts windows by it. */
  now: () => number;
  /** How long the head of an answer, or a line, may take to come about, milliseconds. */
  timeoutMs: number;
  /** A line is asked for a sign of life this often, and given up after two to three times as long; milliseconds. */
  keepAliveMs: number;
}>;

/** Loads ccxt's class for a venue, makes a key-less instance and prepares it for this program. */
export async function openVenue(venue: Venue, options: OpenOptions): Promise<OpenVenue> {
  const [Exchange, errors] = await Promise.all([venue.load(), import('./ccxtErrors.ts')]);
  const exchange = new Exchange({
    ...venue.config(options.server),
    // Requests are paced by the rate governor and subscriptions by the subscriber, in the program's time.
    enableRateLimit: false,
    timeout: options.timeoutMs,
    streaming: { keepAlive: options.keepAliveMs, connectionTimeout: options.timeoutMs },
    // Shared by all calls in flight and so of no use (see answerTap); not kept, a page is 100 kB.
    enableLastHttpResponse: false,
    enableLastJsonResponse: false,
    enableLastResponseHeaders: false,
  });
  venue.adapt(exchange, errors.lineError);
  exchange.milliseconds = options.now;
  // A message that is no JSON would be printed on standard output, where the headless program answers.
  exchange.log = () => undefined;
  // Without it ws:// addresses throw NotSupported (facts trap 6); wss:// ones do not mind.
  await exchange.loadHttpProxyAgent();
  return { exchange, tap: tapAnswers(exchange), errors };
}
