import { setTimeout as delay } from 'node:timers/promises';

/** Returns what `work` resolves to, or null after `ms` of real time; the work itself goes on unheard. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  const stopwatch = new AbortController();
  const late = delay(ms, null, { signal: stopwatch.signal }).catch(() => null);
  try {
    return await Promise.race([work, late]);
  } finally {
    stopwatch.abort();
  }
}

/** Returns what `work` resolves to, or null as soon as `signal` aborts; the work itself goes on unheard. */
export function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(null);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
