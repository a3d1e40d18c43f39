import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallRequest, CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';

export const WAYS = ['restore', 'salvage'] as const satisfies readonly CallRequest<'store.recover'>['how'][];
export type Way = (typeof WAYS)[number];

export type RecoverState = Readonly<{
  /** What the trader is asked to confirm. */
  asked: Way | null;
  running: Way | null;
  result: CallResponse<'store.recover'> | null;
  error: ApiError | null;
}>;

export type RecoverStore = StoreApi<RecoverState> & {
  ask(how: Way | null): void;
  /** Does what was asked about. */
  confirm(): Promise<void>;
  /** Forgets the result, once the trader has read it. */
  reset(): void;
};

const IDLE: RecoverState = { asked: null, running: null, result: null, error: null };

/** Returns the way out of a damaged store: a question, the work, and what came of it. */
export function createRecoverStore(client: DataClient): RecoverStore {
  const store = createStore<RecoverState>(() => IDLE);
  return Object.assign(store, {
    ask: (asked: Way | null) => store.setState({ asked }),
    confirm: async () => {
      const { asked, running } = store.getState();
      if (asked === null || running !== null) return;
      store.setState({ ...IDLE, running: asked });
      const result = await client.call('store.recover', { how: asked });
      store.setState(result.ok ? { ...IDLE, result: result.value } : { ...IDLE, error: result.error });
    },
    reset: () => store.setState(IDLE),
  });
}
