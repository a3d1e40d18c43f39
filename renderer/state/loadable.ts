import type { ApiError } from '../../shared/contract/errors.ts';
import type { Result } from '../../shared/lib/result.ts';

/**
 * What is known of an answer. `value` is the last good one and stays on the screen while a newer one is awaited or
 * has failed; `error` is why the newest one failed.
 */
export type Loadable<T> = Readonly<{ isLoading: boolean; value: T | null; error: ApiError | null }>;

/** Nothing yet, and on its way. */
export const waiting = { isLoading: true, value: null, error: null } as const;

/** Returns what is known after `result` came in. */
export function settled<T>(before: Loadable<T>, result: Result<T, ApiError>): Loadable<T> {
  if (result.ok) return { isLoading: false, value: result.value, error: null };
  return { isLoading: false, value: before.value, error: result.error };
}
