import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallRequest, CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { EventPayload } from '../../../shared/contract/events.ts';
import type { FrameExport, FrameSpec, LeakReport } from '../../../shared/domain/frame.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import type { Result } from '../../../shared/lib/result.ts';

export type FrameTask = 'leak-test' | 'export' | 'check';

/** A frame that is being tested, written or compared. */
export type FrameRun = Readonly<{
  task: FrameTask;
  startedAt: number;
  /** Null until the first word of it. */
  progress: EventPayload<'frames.progress'> | null;
}>;

export type Checked = CallResponse<'frames.check'>;

export type RunState = Readonly<{
  running: FrameRun | null;
  /** Why the newest leak test could not be made. */
  error: ApiError | null;
  wasCancelled: boolean;
  /** The newest leak test, and the frame it was made of. */
  leaks: Readonly<{ report: LeakReport; spec: FrameSpec; at: number }> | null;
  /** What came of comparing exports, by their id. */
  checked: ReadonlyMap<number, Checked | ApiError>;
}>;

export type RunStore = StoreApi<RunState> & {
  leakTest(spec: FrameSpec, rows: number): Promise<void>;
  /** Writes a frame; returns its line of the history, or why there is none. Null while something else runs. */
  write(request: CallRequest<'frames.export'>): Promise<FrameExport | ApiError | null>;
  check(exported: FrameExport): Promise<void>;
  cancel(): void;
  dispose(): void;
};

/** Returns where the passport of an export lies (electron/files/frames/passport.ts). */
export const passportPath = (path: string): string => `${path}.passport.json`;

/** Runs what takes a while with a frame, one at a time: the engine tells how far it is without saying of which. */
export function createRunStore(client: DataClient, now: () => number): RunStore {
  const store = createStore<RunState>(() => ({
    running: null,
    error: null,
    wasCancelled: false,
    leaks: null,
    checked: new Map(),
  }));
  const lifetime = createDisposables();
  let running = new AbortController();
  lifetime.add(() => running.abort());
  lifetime.add(
    client.on('frames.progress', (progress) =>
      store.setState(({ running: run }) => (run === null ? {} : { running: { ...run, progress } })),
    ),
  );

  /** Does one task while no other one is done; null when one is. */
  const alone = async <T>(
    task: FrameTask,
    ask: (signal: AbortSignal) => Promise<Result<T, ApiError>>,
  ): Promise<Result<T, ApiError> | null> => {
    if (store.getState().running !== null) return null;
    running = new AbortController();
    const { signal } = running;
    store.setState({
      running: { task, startedAt: now(), progress: null },
      error: null,
      wasCancelled: false,
    });
    const answer = await ask(signal);
    store.setState({ running: null, wasCancelled: signal.aborted });
    return answer;
  };

  return Object.assign(store, {
    leakTest: async (spec: FrameSpec, rows: number) => {
      const answer = await alone('leak-test', (signal) =>
        client.call('frames.leakTest', { spec, rows }, { signal }),
      );
      if (answer?.ok === true) store.setState({ leaks: { report: answer.value.report, spec, at: now() } });
      else if (answer !== null && answer.error.code !== 'cancelled') store.setState({ error: answer.error });
    },
    write: async (request: CallRequest<'frames.export'>) => {
      const answer = await alone('export', (signal) => client.call('frames.export', request, { signal }));
      if (answer === null) return null;
      if (!answer.ok) return answer.error;
      const { exported } = answer.value;
      const report = exported.passport.leakTest;
      if (report !== null) store.setState({ leaks: { report, spec: request.spec, at: now() } });
      return exported;
    },
    check: async ({ id, path }: FrameExport) => {
      const answer = await alone('check', (signal) =>
        client.call('frames.check', { passport: passportPath(path) }, { signal }),
      );
      if (answer === null || (!answer.ok && answer.error.code === 'cancelled')) return;
      const result = answer.ok ? answer.value : answer.error;
      store.setState(({ checked }) => ({ checked: new Map(checked).set(id, result) }));
    },
    cancel: () => running.abort(),
    dispose: lifetime.disposeAll,
  });
}
