import { AsyncLocalStorage } from 'node:async_hooks';
import type { CcxtVenue } from './ccxtVenue.ts';

/** One HTTP answer as it came, before ccxt made anything of it. */
export type Answer = Readonly<{
  status: number;
  /** Path and query of the request; the evidence of what was asked. */
  request: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** The parsed JSON; undefined when the body is none. */
  parsed: unknown;
}>;

type Tapped<T> = Readonly<{ outcome: PromiseSettledResult<T>; answer: Answer | null }>;

/** Runs ccxt calls and hands back, with the outcome, the very answer behind it. */
export type AnswerTap = <T>(call: () => Promise<T>) => Promise<Tapped<T>>;

/**
 * ccxt keeps the last answer in `last_http_response` of the exchange: with several calls in flight that is whichever
 * came last. `handleErrors` is called exactly once for every answer, with status, headers and body, inside the promise
 * chain of its own request, so an AsyncLocalStorage set around the call finds the answer that belongs to it.
 */
export function tapAnswers(venue: CcxtVenue): AnswerTap {
  const calls = new AsyncLocalStorage<{ answer: Answer | null }>();
  const handleErrors = venue.handleErrors.bind(venue);
  venue.handleErrors = (...args) => {
    const call = calls.getStore();
    const [status, , url, method, headers, body, parsed] = args;
    if (call !== undefined) {
      const { pathname, search } = new URL(url);
      call.answer = { status, request: `${method} ${pathname}${search}`, headers, body, parsed };
    }
    return handleErrors(...args);
  };
  return async (run) => {
    const call: { answer: Answer | null } = { answer: null };
    const [outcome] = await calls.run(call, () => Promise.allSettled([run()]));
    return { outcome, answer: call.answer };
  };
}
