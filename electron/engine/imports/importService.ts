import type { CallReceived, CallResponse } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { ConflictRule, FileMapping, FileReport, ImportRun } from '../../../shared/domain/import.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { CatalogService } from '../catalog/catalogService.ts';
import type { EngineContext } from '../context.ts';
import type { FileReading, ImportFiles, ReadRequest } from '../ports/files.ts';
import { compareStored } from './compareStored.ts';
import { createImportProgress, type ImportProgress } from './progress.ts';
import { takeBackFile, takeBackSeries } from './takeBack.ts';
import { findSeries, subjectOf, targetSeries } from './targetSeries.ts';
import { requestOf, writeFile } from './writeFile.ts';

type Inspected = Result<CallResponse<'imports.inspect'>, ApiError>;
type Ran = Result<CallResponse<'imports.run'>, ApiError>;

export type ImportService = Readonly<{
  inspect(request: CallReceived<'imports.inspect'>, signal: AbortSignal): Promise<Inspected>;
  run(request: CallReceived<'imports.run'>, signal: AbortSignal): Promise<Ran>;
  undo(importId: number, signal: AbortSignal): Promise<Ran>;
  /** Takes back what a run that was killed in the middle of a file had stored of it. */
  mend(): Promise<void>;
}>;

const CANCELLED: ApiError = {
  code: 'cancelled',
  message: 'looking at the files was stopped; nothing was changed',
};

const waiting = (path: string, mapping: FileMapping | null): FileReport => ({
  path,
  bytes: 0,
  mapping,
  problem: null,
  outcome: 'waiting',
  rows: 0,
  candles: 0,
  first: null,
  last: null,
  missing: 0,
  gaps: 0,
  issues: [],
  checksum: 'none',
  fresh: 0,
  equal: 0,
  different: 0,
  largestDifference: null,
  stored: 0,
});

const stateOf = (files: readonly FileReport[], isAborted: boolean): ImportRun['state'] => {
  if (isAborted) return 'cancelled';
  return files.every(({ outcome }) => outcome === 'imported') ? 'done' : 'incomplete';
};

/** Looks into files of candles, stores them, and takes them back. One run at a time. */
export function createImportService(
  context: EngineContext,
  catalog: CatalogService,
  files: ImportFiles,
): ImportService {
  const { store, clock, journal, publish } = context;
  let running = false;

  /** A file that cannot be read at all is its own trouble, not that of the files after it. */
  const readOrSay = async (
    request: ReadRequest,
    progress: ImportProgress,
    signal: AbortSignal,
  ): Promise<FileReading> => {
    try {
      return await files.read(request, progress.rows, signal);
    } catch (error) {
      signal.throwIfAborted();
      const problem = error instanceof Error ? error.message : String(error);
      const report = { ...waiting(request.path, request.mapping), problem, problemCode: 'failed' as const };
      return { report, candles: null };
    }
  };

  /** Reads one file and compares it with the series it would go to. */
  const look = async (
    path: string,
    mapping: FileMapping | null,
    conflict: ConflictRule,
    progress: ImportProgress,
    signal: AbortSignal,
  ): Promise<FileReading> => {
    // The later of both venues' clocks: what has not closed by it is left out again at the store's door.
    const now = Math.max(context.exchangeClock.now('bitget'), context.exchangeClock.now('binance'));
    const reading = await readOrSay({ path, mapping, now }, progress, signal);
    const { report, candles } = reading;
    if (candles === null || report.mapping === null) return reading;
    const series = await findSeries(context, subjectOf(report.mapping, conflict));
    const against = await compareStored(context, series?.id ?? null, candles, signal);
    return { candles, report: { ...report, ...against } };
  };

  /** Stores one file whole, or nothing of it. */
  const importOne = async (
    run: ImportRun,
    at: number,
    conflict: ConflictRule,
    progress: ImportProgress,
    silent: Set<ExchangeId>,
    signal: AbortSignal,
  ): Promise<void> => {
    const { path, mapping } = run.files[at]!;
    const { report, candles } = await look(path, mapping, conflict, progress, signal);
    const subject = report.mapping === null ? null : subjectOf(report.mapping, conflict);
    if (candles === null || subject === null) {
      run.files[at] = { ...report, outcome: 'refused' };
      return;
    }
    // Kept before the first page, so that a start after a crash knows which batches are of this file.
    run.files[at] = { ...report, outcome: 'waiting' };
    await store.write.updateImportFile(run.id, at, run.files[at]);
    const seriesId = await targetSeries(context, catalog, subject, conflict, silent, signal);
    try {
      const write = { importId: run.id, seriesId, subject, report, candles, conflict };
      const stored = await writeFile(context, write, signal);
      run.files[at] = { ...report, outcome: 'imported', stored };
    } catch (error) {
      await takeBackFile(context, run.id, requestOf(report));
      run.files[at] = { ...report, outcome: 'taken-back' };
      throw error;
    }
  };

  const finish = async (run: ImportRun, isAborted: boolean): Promise<void> => {
    run.state = stateOf(run.files, isAborted);
    await store.write.updateImport(run);
    const done = run.files.filter(({ outcome }) => outcome === 'imported');
    await files.drop(done.map(({ path }) => path));
    const stored = done.reduce((sum, one) => sum + one.stored, 0);
    await journal.audit(
      'import',
      `import ${run.id}`,
      `${run.state}: ${done.length} of ${run.files.length} files, ${stored} new candles`,
    );
    publish('catalog.changed', {});
  };

  const runAll = async (request: CallReceived<'imports.run'>, signal: AbortSignal): Promise<Ran> => {
    const reports = request.files.map(({ path, mapping }) => waiting(path, mapping));
    const at = clock.now();
    const id = await store.write.addImport(at, 'running', reports);
    const run: ImportRun = { id, at, state: 'running', files: reports };
    const progress = createImportProgress(context, reports.length);
    const silent = new Set<ExchangeId>();
    try {
      for (let i = 0; i < reports.length && !signal.aborted; i += 1) {
        await importOne(run, i, request.conflict, progress, silent, signal);
        await store.write.updateImportFile(id, i, run.files[i]!);
        progress.fileDone();
      }
    } catch (error) {
      if (!signal.aborted) {
        await finish(run, false);
        throw error;
      }
    }
    await finish(run, signal.aborted);
    return succeed({ run });
  };

  const undoAll = async (run: ImportRun, signal: AbortSignal): Promise<Ran> => {
    const sum = { removed: 0, restored: 0, kept: 0 };
    try {
      for (const seriesId of await store.read.importSeries(run.id)) {
        const one = await takeBackSeries(context, run.id, seriesId, signal);
        sum.removed += one.removed;
        sum.restored += one.restored;
        sum.kept += one.kept;
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      return fail({ code: 'cancelled', message: 'stopped; undo it again to go on' });
    }
    const undone: ImportRun = { ...run, state: 'undone' };
    await store.write.updateImport(undone);
    await journal.audit(
      'undo',
      `import ${run.id}`,
      `${sum.removed} candles removed, ${sum.restored} restored, ${sum.kept} left as something newer made them`,
    );
    return succeed({ run: undone });
  };

  /** One at a time: two that write the same series would each think the other's candles were there before. */
  const alone = async (work: () => Promise<Ran>): Promise<Ran> => {
    if (running) return fail({ code: 'conflict', message: 'another import is running; wait for its end' });
    running = true;
    try {
      return await work();
    } finally {
      running = false;
    }
  };

  return {
    inspect: async ({ paths, mappings = {} }, signal) => {
      const found = await files.list(paths);
      const progress = createImportProgress(context, found.length);
      const reports: FileReport[] = [];
      try {
        for (const path of found) {
          const { report } = await look(path, mappings[path] ?? null, 'keep-stored', progress, signal);
          reports.push(report);
          progress.fileDone();
        }
      } catch (error) {
        if (signal.aborted) return fail(CANCELLED);
        throw error;
      }
      return succeed({ files: reports });
    },
    run: (request, signal) => alone(() => runAll(request, signal)),
    undo: async (importId, signal) => {
      const run = await store.read.importRun(importId);
      if (run === null) return fail({ code: 'not-found', message: 'there is no such import' });
      if (run.state === 'running') return fail({ code: 'conflict', message: 'the import has not ended yet' });
      if (run.state === 'undone')
        return fail({ code: 'conflict', message: 'the import has been undone already' });
      return alone(() => undoAll(run, signal));
    },
    mend: async () => {
      await files.sweep();
      const left = (await store.read.imports(20)).filter(({ state }) => state === 'running');
      for (const run of left) {
        for (const [i, file] of run.files.entries()) {
          if (file.outcome !== 'waiting') continue;
          await takeBackFile(context, run.id, requestOf(file));
          run.files[i] = { ...file, outcome: file.sha256 === undefined ? 'waiting' : 'taken-back' };
        }
        await store.write.updateImport({ ...run, state: 'incomplete' });
        await journal.event('warning', 'import', { type: 'import-interrupted', run: run.id });
      }
    },
  };
}
