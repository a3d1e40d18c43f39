import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { HeatmapStore } from './heatmapStore.ts';
import { downloadRequests } from './selection.ts';

/** What became of an order: how many jobs it started, and why one of them could not be. */
export type Outcome = Readonly<{ started: number; error: ApiError | null }>;

export type HeatmapActions = Readonly<{
  /** Downloads what is missing of the selection. */
  download(): Promise<Outcome>;
}>;

/** Returns what can be done about a selection. */
export function createHeatmapActions(client: DataClient, store: HeatmapStore): HeatmapActions {
  /** One after the other, so that the first refusal ends it: the next one would be refused for the same reason. */
  const inTurn = async <R>(
    requests: readonly R[],
    send: (request: R) => Promise<{ ok: true } | { ok: false; error: ApiError }>,
  ): Promise<Outcome> => {
    let started = 0;
    for (const request of requests) {
      const result = await send(request);
      if (!result.ok) return { started, error: result.error };
      started += 1;
    }
    return { started, error: null };
  };
  return {
    download: async () => {
      const { rows, selection } = store.getState();
      const requests = selection === null ? [] : downloadRequests(rows, selection, store.now());
      return inTurn(requests, (request) => client.call('backfill.start', request));
    },
  };
}
