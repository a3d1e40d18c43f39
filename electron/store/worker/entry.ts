import { parentPort, workerData } from 'node:worker_threads';
import { openReader } from '../connection.ts';
import { toStoreError } from '../errors.ts';
import { createReadOperations } from '../operations.ts';
import { storePaths } from '../paths.ts';
import type { StoreReply, StoreRequest, StoreThreadData } from './protocol.ts';
import { openStoreForWriting } from './writer.ts';

/** Statements slower than this are reported to the log by name. */
const SLOW_MS = 100;
/** After this long without a write the WAL is folded back, so that it never grows for want of a quiet moment. */
const IDLE_CHECKPOINT_MS = 5_000;

type Served = Readonly<{
  operations: Readonly<Record<string, unknown>>;
  crashed: boolean;
  afterCall(): void;
  close(): void;
}>;

const port = parentPort!;
const { role, dataDir, now } = workerData as StoreThreadData;
const reply = (message: StoreReply, transfer: ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer);

const onStatement = (name: string, elapsedMs: number): void => {
  if (elapsedMs > SLOW_MS) reply({ kind: 'slow', name, elapsedMs });
};

function serveWriter(): Served {
  const writer = openStoreForWriting(dataDir, now, onStatement);
  let idle: NodeJS.Timeout | undefined;
  return {
    operations: writer.operations,
    crashed: writer.crashed,
    afterCall: () => {
      clearTimeout(idle);
      idle = setTimeout(writer.checkpoint, IDLE_CHECKPOINT_MS).unref();
    },
    close: () => {
      clearTimeout(idle);
      writer.close(Date.now());
    },
  };
}

function serveReader(): Served {
  const db = openReader(storePaths(dataDir).database);
  return {
    operations: createReadOperations(db, onStatement),
    crashed: false,
    afterCall: () => undefined,
    close: () => db.close(),
  };
}

/** Columns share one buffer (see allocateCandles), so one transfer moves them all without a copy. */
function buffersOf(value: unknown): ArrayBuffer[] {
  const first = value !== null && typeof value === 'object' ? Object.values(value)[0] : undefined;
  return first instanceof Float64Array && first.buffer instanceof ArrayBuffer ? [first.buffer] : [];
}

function answer(served: Served, id: number, name: string, args: readonly unknown[]): void {
  try {
    const operation = served.operations[name];
    if (typeof operation !== 'function') throw new Error(`the ${role} has no operation ${name}`);
    const value: unknown = operation(...args);
    reply({ kind: 'value', id, value }, buffersOf(value));
  } catch (error) {
    const { code, message } = toStoreError(error);
    reply({ kind: 'fault', id, fault: { code, message: `${name}: ${message}` } });
  } finally {
    served.afterCall();
  }
}

function close(served: Served): void {
  try {
    served.close();
  } catch (error) {
    reply({ kind: 'note', message: `closing the store: ${toStoreError(error).message}` });
  }
  reply({ kind: 'closed' });
  port.close();
}

try {
  const served = role === 'writer' ? serveWriter() : serveReader();
  port.on('message', (request: StoreRequest) => {
    if (request.kind === 'close') close(served);
    else answer(served, request.id, request.name, request.args);
  });
  reply({ kind: 'ready', crashed: served.crashed });
} catch (error) {
  const { code, message } = toStoreError(error);
  reply({ kind: 'unusable', fault: { code, message } });
  port.close();
}
