import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Stretch } from '../../../shared/contract/filters.ts';
import type { CheckKind, CheckReport } from '../../../shared/domain/quality.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createTickets } from '../../state/ticket.ts';
import { inPortions, type StretchTarget } from '../stretch/stretchTarget.ts';

/** A deep check on its way. */
export type CheckRun = Readonly<{
  kind: CheckKind;
  /** What it looks at, by its name; null is everything. */
  label: string | null;
  startedAt: number;
  done: number;
  /** 0 while nobody knows. */
  total: number;
}>;

/** What checking a stretch came to, for the toast. */
export type Verdict = Readonly<{ label: string; checked: number; found: number; error: ApiError | null }>;

export type ChecksState = Readonly<{
  running: CheckRun | null;
  history: Loadable<CallResponse<'checks.history'>>;
  /** Why the last run of a kind could not be made. */
  errors: Readonly<Partial<Record<CheckKind, ApiError>>>;
  /** The report whose findings are shown. */
  shownId: number | null;
  isRebuilding: boolean;
}>;

export type ChecksStore = StoreApi<ChecksState> & {
  /** Runs one check over everything; does nothing while another one runs. */
  run(kind: CheckKind): Promise<void>;
  /** Runs the checks that say whether a stretch is sound, one after the other; false while another one runs. */
  verify(target: StretchTarget): boolean;
  cancel(): void;
  loadHistory(): Promise<void>;
  show(id: number | null): void;
  /** Makes the ledgers of these series agree with their candles; returns how many, or why not. */
  rebuild(seriesIds: readonly SeriesId[]): Promise<number | ApiError>;
  /** Calls the listener with what every checked stretch came to. */
  onVerdict(listener: (verdict: Verdict) => void): () => void;
  dispose(): void;
};

/** What can be said of a stretch without asking the venue. */
const OF_STRETCH = ['ledger', 'aggregate', 'suspicious'] as const satisfies readonly CheckKind[];
const HISTORY_LENGTH = 200;

/** Returns the deep checks: the one that runs, and what came of those before. */
export function createChecksStore(client: DataClient, now: () => number): ChecksStore {
  const store = createStore<ChecksState>(() => ({
    running: null,
    history: waiting,
    errors: {},
    shownId: null,
    isRebuilding: false,
  }));
  const tickets = createTickets();
  const lifetime = createDisposables();
  const verdicts = new Set<(verdict: Verdict) => void>();
  let running = new AbortController();
  lifetime.add(() => running.abort());
  lifetime.add(
    client.on('checks.progress', ({ kind, done, total }) =>
      store.setState(({ running: run }) => (run?.kind === kind ? { running: { ...run, done, total } } : {})),
    ),
  );

  const loadHistory = async (): Promise<void> => {
    const isCurrent = tickets.take();
    const result = await client.call('checks.history', { limit: HISTORY_LENGTH });
    if (isCurrent()) store.setState(({ history }) => ({ history: settled(history, result) }));
  };
  const ask = async (
    kind: CheckKind,
    label: string | null,
    stretches: readonly Stretch[] | null,
  ): Promise<CheckReport | ApiError> => {
    running = new AbortController();
    store.setState({ running: { kind, label, startedAt: now(), done: 0, total: 0 } });
    const about = stretches === null ? {} : { stretches: [...stretches] };
    const result = await client.call('checks.run', { kind, ...about }, { signal: running.signal });
    return result.ok ? result.value.report : result.error;
  };

  /** Returns what the checks of a stretch came to; the first that cannot be made ends it. */
  const judge = async ({ label, stretches }: StretchTarget): Promise<Verdict> => {
    let [checked, found] = [0, 0];
    for (const kind of OF_STRETCH) {
      let ofKind = 0;
      for (const portion of inPortions(stretches)) {
        const answer = await ask(kind, label, portion);
        if ('code' in answer) return { label, checked, found, error: answer };
        ofKind += answer.checked;
        found += answer.found;
      }
      checked = Math.max(checked, ofKind);
    }
    return { label, checked, found, error: null };
  };
  const verify = async (target: StretchTarget): Promise<void> => {
    const verdict = await judge(target);
    store.setState({ running: null });
    for (const listener of verdicts) listener(verdict);
    if (store.getState().history.value !== null) await loadHistory();
  };

  return Object.assign(store, {
    run: async (kind: CheckKind) => {
      if (store.getState().running !== null) return;
      store.setState(({ errors: { [kind]: _gone, ...errors } }) => ({ errors }));
      const answer = await ask(kind, null, null);
      store.setState({ running: null });
      if ('code' in answer) {
        // That the trader stopped it is no failure; what it had found is in the history.
        if (answer.code !== 'cancelled')
          store.setState(({ errors }) => ({ errors: { ...errors, [kind]: answer } }));
      } else store.setState({ shownId: answer.id });
      await loadHistory();
    },
    verify: (target: StretchTarget) => {
      if (store.getState().running !== null) return false;
      void verify(target);
      return true;
    },
    cancel: () => running.abort(),
    loadHistory,
    show: (shownId: number | null) => store.setState({ shownId }),
    rebuild: async (seriesIds: readonly SeriesId[]) => {
      store.setState({ isRebuilding: true });
      const result = await client.call('checks.rebuild', { seriesIds: [...seriesIds] });
      store.setState({ isRebuilding: false });
      return result.ok ? result.value.rebuilt : result.error;
    },
    onVerdict: (listener: (verdict: Verdict) => void) => {
      verdicts.add(listener);
      return () => verdicts.delete(listener);
    },
    dispose: lifetime.disposeAll,
  });
}
