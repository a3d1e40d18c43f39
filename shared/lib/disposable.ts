/** Undoes a subscription. Calling it twice is harmless. */
export type Dispose = () => void;

/** Collects disposers and runs them in reverse order of arrival, each once. */
export function createDisposables(): { add(dispose: Dispose): void; disposeAll(): void } {
  const pending: Dispose[] = [];
  return {
    add: (dispose) => {
      pending.push(dispose);
    },
    disposeAll: () => {
      for (let dispose = pending.pop(); dispose !== undefined; dispose = pending.pop()) dispose();
    },
  };
}
