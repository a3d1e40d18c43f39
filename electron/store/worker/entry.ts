import { parentPort, workerData } from 'node:worker_threads';
import { toStoreError } from '../errors.ts';
import type { StoreReply, StoreRequest, StoreThreadData } from './protocol.ts';
import { openStoreAsReader } from './reader.ts';
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
  const whenIdle = (): void => {
    clearTimeout(idle);
    idle = setTimeout(tidy, IDLE_CHECKPOINT_MS).unref();
  };
  const tidy = (): void => {
    try {
      if (!writer.checkpoint()) whenIdle();
    } catch (error) {
      // Nothing is lost by it: the log is as good as the file, and the next write will hear of the same trouble.
      reply({ kind: 'note', message: `folding the log: ${toStoreError(error).message}` });
    }
  };
  return {
    operations: writer.operations,
    crashed: writer.crashed,
    afterCall: whenIdle,
    close: () => {
      clearTimeout(idle);
      writer.close(Date.now());
    },
  };
}

function serveReader(): Served {
  const { operations, close: closeReader } = openStoreAsReader(dataDir, onStatement);
  return { operations, crashed: false, afterCall: () => undefined, close: closeReader };
}

/** Columns share one buffer (see allocateCandles), so one transfer moves them all without a copy. */
function buffersOf(value: unknown): ArrayBuffer[] {
  const first = value !== null && typeof value === 'object' ? Object.values(value)[0] : undefined;
  return first instanceof Float64Array && first.buffer instanceof ArrayBuffer ? [first.buffer] : [];
}

function answer(served: Served, id: number, name: string, args: readonly unknown[]): void {
  try {
    const operation = Object.hasOwn(served.operations, name) ? served.operations[name] : undefined;
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
