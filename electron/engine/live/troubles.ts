import type { Problem } from '../../../shared/domain/problem.ts';
import type { FeedError } from '../ports/feed.ts';
import { feedProblem, problemOf } from '../problemOf.ts';

/** Failures of one series in a row, the last of them, and whether they are the store's or the venue's. */
export function createTroubles() {
  let errors = 0;
  let last: Problem | null = null;
  let isStores = false;
  return {
    inARow: (): number => errors,
    last: (): Problem | null => last,
    /** Its errors are the store's: venues answer with a FeedError; only the store throws. */
    isStoreRefusing: (): boolean => errors > 0 && isStores,
    /** The venue did not answer. */
    unanswered(error: FeedError): void {
      errors += 1;
      isStores = false;
      last = feedProblem(error);
    },
    /** The store did not take it. */
    thrown(error: unknown): void {
      errors += 1;
      isStores = true;
      last = problemOf(error);
    },
    /** Something worth showing that is no failure of the series. */
    note(reason: Problem | null): void {
      last = reason;
    },
    over(): void {
      errors = 0;
      last = null;
    },
  };
}
