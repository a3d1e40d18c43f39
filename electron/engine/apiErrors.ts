import type { ApiError } from '../../shared/contract/errors.ts';
import type { FeedError } from './ports/feed.ts';

/** Returns what a venue's failure is called at the border of the engine. */
export function apiErrorOf(error: FeedError): ApiError {
  if (error.kind === 'unknown-symbol') return { code: 'not-found', message: error.message };
  if (error.kind === 'unsupported') return { code: 'invalid-request', message: error.message };
  return { code: 'venue-unavailable', message: error.message };
}
