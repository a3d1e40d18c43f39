import type { FeedTrouble } from '../../shared/domain/feedTrouble.ts';
import type { FeedError } from './ports/feed.ts';

/** Returns an error of a feed as an event keeps it. */
export const troubleOf = ({ kind, message, objection }: FeedError): FeedTrouble => ({
  kind,
  problem: message,
  objection: objection ?? null,
});
