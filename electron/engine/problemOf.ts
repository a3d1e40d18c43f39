import type { FeedTrouble } from '../../shared/domain/feedTrouble.ts';
import { type SeriesProblem, StoreFault } from '../../shared/domain/problem.ts';
import type { FeedError } from './ports/feed.ts';

/** Returns an error of a feed as it is kept. */
export const troubleOf = ({ kind, message, objection, by }: FeedError): FeedTrouble => ({
  kind,
  problem: message,
  objection: objection ?? null,
  ...(by === undefined ? {} : { by }),
});

export const feedProblem = (error: FeedError): SeriesProblem => ({ code: 'feed', trouble: troubleOf(error) });

/** What the errors of the store are called in the engine, which knows them only by their code. */
const isStores = (error: Error): boolean => error.name === 'StoreError';

/** Returns what was thrown as it is kept: of the store by its code, of anybody else as they said it. */
export function problemOf(error: unknown): SeriesProblem {
  if (!(error instanceof Error)) return String(error);
  if (!isStores(error)) return error.message;
  const fault = StoreFault.safeParse('code' in error ? error.code : null);
  return { code: 'store', fault: fault.success ? fault.data : 'failed', detail: error.message };
}
