import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ImportFiles } from '../../engine/ports/files.ts';
import type { ImportReply, ImportTask } from './worker/protocol.ts';

/** A folder with more files than this was hardly meant. */
const MOST_FILES = 10_000;
const DEEPEST = 8;
/** Files that lie beside candles and are none. */
const BESIDE = /(\.CHECKSUM|\.passport\.json|\.tmp|\.md|desktop\.ini)$/i;

async function filesIn(folder: string, depth: number, found: string[]): Promise<void> {
  const entries = (await readdir(folder, { withFileTypes: true })).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  for (const entry of entries) {
    if (found.length >= MOST_FILES || entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth < DEEPEST) await filesIn(path, depth + 1, found);
    else if (entry.isFile() && !BESIDE.test(entry.name)) found.push(path);
  }
}

async function listFiles(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const info = await stat(path).catch(() => null);
    if (info?.isDirectory() === true) await filesIn(path, 0, found);
    // One that is not there is reported by name, not passed over.
    else found.push(path);
  }
  return [...new Set(found)];
}

/** A name that is one file in one folder on every system. */
const safeName = (name: string): string =>
  basename(name.replaceAll('\\', '/'))
    .replace(/[<>:"/\\|?*\p{Cc}]/gu, '_')
    .replace(/^\.+/, '_') || 'file';

/** Does one task on a thread; rejects at once when `signal` aborts, the thread's own answer is then nobody's. */
function ask(
  worker: Worker,
  task: ImportTask,
  onRows: (rows: number) => void,
  signal: AbortSignal,
): Promise<ImportReply> {
  return new Promise((done, failed) => {
    const stop = (): void => failed(signal.reason);
    const ended = (): void => failed(new Error('the import thread ended by itself'));
    const hear = (reply: ImportReply): void => {
      if (reply.kind === 'rows') {
        onRows(reply.rows);
        return;
      }
      // One by one: a thread without any of its listeners, Node's own included, is deaf for good.
      worker.off('message', hear).off('error', failed).off('exit', ended);
      signal.removeEventListener('abort', stop);
      if (reply.kind === 'failed') failed(new Error(reply.message));
      else done(reply);
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', hear).on('error', failed).on('exit', ended);
    worker.postMessage(task);
  });
}

type Threads = Readonly<{
  run(task: ImportTask, onRows: (rows: number) => void, signal: AbortSignal): Promise<ImportReply>;
}>;

/**
 * Keeps one idle thread for the next file: to start one takes longer than to read a month of hours. A stopped task ends
 * its thread, which holds nothing but memory; an idle one does not keep the program alive.
 */
function createThreads(entry: URL): Threads {
  let idle: Worker | null = null;
  return {
    run: async (task, onRows, signal) => {
      signal.throwIfAborted();
      const worker = idle ?? new Worker(entry, { name: 'import' });
      idle = null;
      worker.ref();
      try {
        const reply = await ask(worker, task, onRows, signal);
        if (idle !== null) await worker.terminate();
        else {
          worker.unref();
          idle = worker;
        }
        return reply;
      } catch (error) {
        await worker.terminate();
        throw error;
      }
    },
  };
}

export type ImportFilesOptions = Readonly<{ dataDir: string; threadEntry: URL }>;

/** Files of the trader's: reading them happens on a thread of their own. */
export function createImportFiles({ dataDir, threadEntry }: ImportFilesOptions): ImportFiles {
  const dropped = resolve(dataDir, 'dropped');
  const threads = createThreads(threadEntry);
  const isDropped = (path: string): boolean => resolve(path).startsWith(`${dropped}${sep}`);
  return {
    list: listFiles,
    read: async (request, onRows, signal) => {
      const reply = await threads.run({ kind: 'read', request }, onRows, signal);
      if (reply.kind !== 'read') throw new Error(`the import thread answered ${reply.kind}`);
      return reply.reading;
    },
    preview: async (path, rows, signal) => {
      const reply = await threads.run({ kind: 'preview', path, rows }, () => undefined, signal);
      if (reply.kind !== 'preview') throw new Error(`the import thread answered ${reply.kind}`);
      return reply.preview;
    },
    keep: async (name, bytes, after) => {
      if (after !== undefined) {
        if (!isDropped(after)) throw new Error('only a file that is being dropped can be continued');
        await appendFile(after, bytes);
        return after;
      }
      // A folder for each: two files of one name may come from two folders, and the name says what is in them.
      const folder = join(dropped, randomUUID());
      await mkdir(folder, { recursive: true });
      const path = join(folder, safeName(name));
      await writeFile(path, bytes);
      return path;
    },
    drop: async (paths) => {
      for (const path of paths.filter(isDropped)) await rm(dirname(path), { recursive: true, force: true });
    },
    sweep: () => rm(dropped, { recursive: true, force: true }),
  };
}
