/** Tells late answers from current ones: taking a new ticket makes all older ones stale. */
export interface Tickets {
  /** Returns a function that tells whether this ticket is still the newest. */
  take(): () => boolean;
}

export function createTickets(): Tickets {
  let newest = 0;
  return {
    take: () => {
      newest += 1;
      const mine = newest;
      return () => mine === newest;
    },
  };
}
