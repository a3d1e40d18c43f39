import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Stretch } from '../../../shared/contract/filters.ts';
import { inPortions } from './stretchTarget.ts';

/** What became of an order: how many jobs it started, and why one of them could not be. */
export type Outcome = Readonly<{ started: number; error: ApiError | null }>;

/** Has stretches downloaded again; the first refusal ends it, because the next would be refused for the same reason. */
export async function refetchStretches(client: DataClient, stretches: readonly Stretch[]): Promise<Outcome> {
  let started = 0;
  for (const portion of inPortions(stretches)) {
    const result = await client.call('candles.refetch', { stretches: portion });
    if (!result.ok) return { started, error: result.error };
    started += 1;
  }
  return { started, error: null };
}
