import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SeriesFilter, VerifyReport, VerifySummary } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { overallStatus } from '../../../shared/domain/coverage.ts';
import type { SeriesKey } from '../../../shared/domain/series.ts';
import { succeed } from '../../../shared/lib/result.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createTickets } from '../../state/ticket.ts';
import { rectanglesOf } from '../series/rectangles.ts';
import { type Comparison, compareReports } from './compare.ts';

/** What was asked to be verified; null is everything. */
export type Scope = readonly SeriesKey[] | null;

export type Run = Readonly<{
  scope: Scope;
  deep: boolean;
  startedAt: number;
  /** A ragged selection takes several questions; how many there are, and how many are answered. */
  questions: number;
  answered: number;
}>;

export type VerifyState = Readonly<{
  running: Run | null;
  /** What was run last, so that it can be run again. */
  last: Pick<Run, 'scope' | 'deep'> | null;
  wasCancelled: boolean;
  report: VerifyReport | null;
  /** The report's line in the history, where it comes from there. */
  shownId: number | null;
  comparison: Comparison | null;
  error: ApiError | null;
  history: Loadable<readonly VerifySummary[]>;
}>;

export type VerifyStore = StoreApi<VerifyState> & {
  /** Verifies some series, or all of them; `deep` reads every candle instead of the ledgers only. */
  run(scope: Scope, deep: boolean): Promise<void>;
  cancel(): void;
  loadHistory(): Promise<void>;
  /** Shows an older report. */
  show(id: number): Promise<void>;
};

const HISTORY_LENGTH = 100;

function mergeReports(reports: readonly VerifyReport[]): VerifyReport | null {
  const [first] = reports;
  if (first === undefined) return null;
  const overall = overallStatus(reports.map((report) => ({ status: report.overall })));
  return { ...first, overall, series: reports.flatMap(({ series }) => series) };
}

/** Returns the verification that runs or ran last, and the reports before it. */
export function createVerifyStore(client: DataClient, now: () => number): VerifyStore {
  const store = createStore<VerifyState>(() => ({
    running: null,
    last: null,
    wasCancelled: false,
    report: null,
    shownId: null,
    comparison: null,
    error: null,
    history: waiting,
  }));
  const shown = createTickets();
  const histories = createTickets();
  let running = new AbortController();

  const loadHistory = async (): Promise<void> => {
    const isCurrent = histories.take();
    const result = await client.call('verify.history', { limit: HISTORY_LENGTH });
    if (!isCurrent()) return;
    const reports = result.ok ? succeed(result.value.reports) : result;
    store.setState(({ history }) => ({ history: settled(history, reports) }));
  };
  const get = async (id: number) => client.call('verify.get', { id });

  /** Says what is different from the newest report made before `report`; without one there is nothing to say. */
  const compare = async (report: VerifyReport, isCurrent: () => boolean): Promise<void> => {
    const older = store.getState().history.value?.find(({ at }) => at < report.at);
    const before = older === undefined ? null : await get(older.id);
    if (before?.ok && isCurrent())
      store.setState({ comparison: compareReports(before.value.report, report) });
  };

  const ask = async (filters: readonly SeriesFilter[], deep: boolean, signal: AbortSignal) => {
    const reports: VerifyReport[] = [];
    for (const filter of filters) {
      const result = await client.call('verify.run', { ...filter, deep }, { signal });
      if (!result.ok) return result;
      reports.push(result.value);
      store.setState(({ running: run }) => ({ running: run && { ...run, answered: reports.length } }));
    }
    return succeed(mergeReports(reports));
  };

  return Object.assign(store, {
    run: async (scope: Scope, deep: boolean) => {
      running.abort();
      const mine = new AbortController();
      running = mine;
      const isCurrent = shown.take();
      const filters = scope === null ? [{}] : rectanglesOf(scope);
      const run = { scope, deep, startedAt: now(), questions: filters.length, answered: 0 };
      const clean = { report: null, shownId: null, comparison: null, error: null, wasCancelled: false };
      store.setState({ ...clean, running: run, last: { scope, deep } });
      const result = await ask(filters, deep, mine.signal);
      if (mine.signal.aborted) return;
      store.setState({ running: null });
      if (!isCurrent()) return loadHistory();
      if (!result.ok) return store.setState({ error: result.error });
      store.setState({ report: result.value });
      await loadHistory();
      if (result.value !== null) await compare(result.value, isCurrent);
    },
    cancel: () => {
      running.abort();
      store.setState({ running: null, wasCancelled: true });
    },
    loadHistory,
    show: async (id: number) => {
      const isCurrent = shown.take();
      store.setState({ shownId: id, error: null, comparison: null, wasCancelled: false });
      const result = await get(id);
      if (!isCurrent()) return;
      if (!result.ok) return store.setState({ error: result.error });
      store.setState({ report: result.value.report });
      await compare(result.value.report, isCurrent);
    },
  });
}
