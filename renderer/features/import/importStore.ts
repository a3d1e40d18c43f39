import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { ConflictRule, FileMapping, FileReport, ImportRun } from '../../../shared/domain/import.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import { type Result, succeed } from '../../../shared/lib/result.ts';
import { withChecksums } from './checksums.ts';
import { isReady, merged, type ReadyFile } from './importRows.ts';
import { type TakenFile, takeFiles } from './takeFiles.ts';

/** What is on its way; there is one thing at a time. */
export type Busy =
  | Readonly<{ stage: 'stopping' }>
  | Readonly<{ stage: 'taking'; name: string; bytes: number; totalBytes: number }>
  | Readonly<{
      stage: 'looking' | 'importing';
      files: number;
      /** 0 while nobody knows. */
      totalFiles: number;
      rows: number;
      etaMs: number | null;
    }>;

export type ImportState = Readonly<{
  busy: Busy | null;
  /** What was looked into and is not imported yet. */
  files: readonly FileReport[];
  /** Files that could be imported, and that the trader leaves out. */
  left: ReadonlySet<string>;
  opened: string | null;
  conflict: ConflictRule;
  /** The import that was made last; until it is put away its files are shown. */
  run: ImportRun | null;
  error: ApiError | null;
}>;

export type ImportStore = StoreApi<ImportState> & {
  /** Each does nothing while something is on its way. */
  look(paths: readonly string[]): Promise<void>;
  take(files: readonly TakenFile[]): Promise<void>;
  /** Asks for files by the system's dialog; false where the host has none. */
  choose(): Promise<boolean>;
  /** Looks into files again by mappings of the trader's; returns whether that was done. */
  remap(mappings: ReadonlyMap<string, FileMapping>): Promise<boolean>;
  /** Imports what is ready and not left out; returns the import, or null when it was not made. */
  run(): Promise<ImportRun | null>;
  cancel(): void;
  leave(paths: readonly string[], isLeft: boolean): void;
  open(path: string | null): void;
  setConflict(rule: ConflictRule): void;
  /** Shows what became of the import that is shown, if it is this one. */
  showRun(run: ImportRun): void;
  /** Puts files out of the list; nothing happens to them. */
  forget(): void;
  /** Puts the report of the last import away. */
  closeRun(): void;
  dispose(): void;
};

/** How soon the engine is asked again whether a stopped import has ended. */
const ASK_AGAIN_MS = 250;

/** Returns the files that will be imported. */
export const chosenFiles = ({ files, left }: Pick<ImportState, 'files' | 'left'>): readonly ReadyFile[] =>
  files.filter(isReady).filter(({ path }) => !left.has(path));

const begun = (stage: 'looking' | 'importing', totalFiles: number): Busy => ({
  stage,
  files: 0,
  totalFiles,
  rows: 0,
  etaMs: null,
});

/** Returns the wizard: files are taken, looked into, mapped and imported, in this order. */
export function createImportStore(client: DataClient): ImportStore {
  const store = createStore<ImportState>(() => ({
    busy: null,
    files: [],
    left: new Set(),
    opened: null,
    conflict: 'keep-stored',
    run: null,
    error: null,
  }));
  const lifetime = createDisposables();
  let running = new AbortController();
  let checksums: ReadonlyMap<string, string> = new Map();
  let isDisposed = false;
  lifetime.add(() => {
    isDisposed = true;
    running.abort();
  });
  lifetime.add(
    client.on('imports.progress', (progress) =>
      store.setState(({ busy }) =>
        busy?.stage === 'looking' || busy?.stage === 'importing' ? { busy: { ...busy, ...progress } } : {},
      ),
    ),
  );

  /** Does one thing, and says why it failed; that the trader stopped it is no failure. Null when it was not done. */
  const attempt = async <T>(
    busy: Busy,
    work: (signal: AbortSignal) => Promise<Result<T, ApiError>>,
  ): Promise<T | null> => {
    if (store.getState().busy !== null) return null;
    running = new AbortController();
    store.setState({ busy, error: null });
    const result = await work(running.signal);
    store.setState({ busy: null });
    if (result.ok) return result.value;
    if (result.error.code !== 'cancelled') store.setState({ error: result.error });
    return null;
  };

  const keep = (found: CallResponse<'imports.inspect'> | null): boolean => {
    if (found === null) return false;
    const files = withChecksums(found.files, checksums);
    store.setState(({ files: before }) => ({ files: merged(before, files), run: null }));
    return true;
  };
  const look = async (paths: readonly string[]): Promise<void> => {
    if (paths.length === 0) return;
    const found = await attempt(begun('looking', 0), (signal) =>
      client.call('imports.inspect', { paths: [...paths] }, { signal }),
    );
    keep(found);
  };

  const take = async (files: readonly TakenFile[]): Promise<void> => {
    if (files.length === 0) return;
    const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
    const taken = await attempt({ stage: 'taking', name: files[0]!.name, bytes: 0, totalBytes }, (signal) =>
      takeFiles(client, files, {
        signal,
        onBytes: (name, bytes) =>
          store.setState(({ busy }) =>
            busy?.stage === 'taking' ? { busy: { ...busy, name, bytes: busy.bytes + bytes } } : {},
          ),
      }),
    );
    if (taken === null) return;
    checksums = new Map([...checksums, ...taken.checksums]);
    store.setState(({ files: known }) => ({ files: withChecksums(known, checksums) }));
    await look(taken.paths);
  };

  const newestRun = async (): Promise<ImportRun | null> => {
    const result = await client.call('imports.history', { limit: 1 });
    return result.ok ? (result.value.runs[0] ?? null) : null;
  };
  /** An import that was stopped or broke off has stored whole files: returns it once the engine has ended it. */
  const endOfRun = async (before: number): Promise<ImportRun | null> => {
    for (;;) {
      const newest = await newestRun();
      if (newest === null || newest.id <= before || isDisposed) return null;
      if (newest.state !== 'running') return newest;
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  };
  const run = async (): Promise<ImportRun | null> => {
    const { conflict, busy } = store.getState();
    const chosen = chosenFiles(store.getState());
    if (chosen.length === 0 || busy !== null) return null;
    const files = chosen.map(({ path, mapping }) => ({ path, mapping }));
    const done = await attempt(begun('importing', files.length), async (signal) => {
      const before = (await newestRun())?.id ?? 0;
      const result = await client.call('imports.run', { files, conflict }, { signal });
      if (result.ok) return succeed(result.value.run);
      store.setState({ busy: { stage: 'stopping' } });
      const ended = await endOfRun(before);
      // What broke it off is said beside what it came to.
      if (result.error.code !== 'cancelled') store.setState({ error: result.error });
      return ended === null ? result : succeed(ended);
    });
    if (done === null) return null;
    const imported = new Set(
      done.files.flatMap(({ path, outcome }) => (outcome === 'imported' ? [path] : [])),
    );
    store.setState(({ files: before }) => ({
      run: done,
      opened: null,
      files: before.filter(({ path }) => !imported.has(path)),
    }));
    return done;
  };

  return Object.assign(store, {
    look,
    take,
    choose: async () => {
      const result = await client.call('imports.choose', {});
      if (result.ok) await look(result.value.paths);
      else if (result.error.code === 'conflict') return false;
      else store.setState({ error: result.error });
      return true;
    },
    remap: async (mappings: ReadonlyMap<string, FileMapping>) => {
      const request = { paths: [...mappings.keys()], mappings: Object.fromEntries(mappings) };
      const found = await attempt(begun('looking', mappings.size), (signal) =>
        client.call('imports.inspect', request, { signal }),
      );
      return keep(found);
    },
    run,
    cancel: () => running.abort(),
    leave: (paths: readonly string[], isLeft: boolean) =>
      store.setState(({ left }) => {
        const next = new Set(left);
        for (const path of paths) {
          if (isLeft) next.add(path);
          else next.delete(path);
        }
        return { left: next };
      }),
    open: (opened: string | null) => store.setState({ opened }),
    setConflict: (conflict: ConflictRule) => store.setState({ conflict }),
    showRun: (changed: ImportRun) =>
      store.setState((state) => (state.run?.id === changed.id ? { run: changed } : {})),
    forget: () => store.setState({ files: [], left: new Set<string>(), opened: null, error: null }),
    closeRun: () => store.setState({ run: null, opened: null, error: null }),
    dispose: lifetime.disposeAll,
  });
}
