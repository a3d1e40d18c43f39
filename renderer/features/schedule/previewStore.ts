import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';

export type PreviewState = Readonly<{
  /** The pattern this is about; null while there is none. */
  cron: string | null;
  /** The next times it names, or why it names none; both null until the answer is there. */
  next: readonly EpochMs[] | null;
  error: ApiError | null;
}>;

export type PreviewStore = StoreApi<PreviewState> & {
  /** Asks for the next times of a pattern as soon as typing has paused. */
  show(cron: string | null): void;
  dispose(): void;
};

const PAUSE_MS = 200;

/** Returns the next times of the pattern that is being chosen or typed. */
export function createPreviewStore(client: DataClient): PreviewStore {
  const store = createStore<PreviewState>(() => ({ cron: null, next: null, error: null }));
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = async (cron: string): Promise<void> => {
    const result = await client.call('schedule.preview', { cron });
    if (store.getState().cron !== cron) return;
    store.setState(
      result.ok ? { next: result.value.next, error: null } : { next: null, error: result.error },
    );
  };
  const stop = (): void => {
    clearTimeout(timer);
    store.setState({ cron: null, next: null, error: null });
  };
  return Object.assign(store, {
    show: (cron: string | null) => {
      if (cron === store.getState().cron) return;
      stop();
      if (cron === null) return;
      store.setState({ cron });
      timer = setTimeout(() => void ask(cron), PAUSE_MS);
    },
    dispose: stop,
  });
}
