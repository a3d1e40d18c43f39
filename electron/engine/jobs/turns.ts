/** Runs commands one after the other: two windows, or two quick clicks, never take hold of a job at the same time. */
export function createTurns(): <T>(command: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (command) => {
    const turn = last.then(command);
    last = turn.catch(() => undefined);
    return turn;
  };
}
