/** Failures of one series in a row, the last of them in words, and whether they are the store's or the venue's. */
export function createTroubles() {
  let errors = 0;
  let last: string | null = null;
  let isStores = false;
  return {
    inARow: (): number => errors,
    last: (): string | null => last,
    /** Its errors are the store's: venues answer with a FeedError, whose message is passed on; only the store throws. */
    isStoreRefusing: (): boolean => errors > 0 && isStores,
    add(error: unknown): void {
      errors += 1;
      isStores = error instanceof Error;
      last = error instanceof Error ? error.message : String(error);
    },
    /** Something worth showing that is no failure of the series. */
    note(reason: string | null): void {
      last = reason;
    },
    over(): void {
      errors = 0;
      last = null;
    },
  };
}
