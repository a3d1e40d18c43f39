import { Worker } from 'node:worker_threads';
import type { Log } from '../platform/log.ts';
import { StoreError, toStoreError } from './errors.ts';
import type { StoreReply, StoreRequest, StoreThreadData } from './worker/protocol.ts';

/** One store thread as the main thread sees it. */
export type StoreThread = Readonly<{
  crashed: boolean;
  call(name: string, args: readonly unknown[]): Promise<unknown>;
  /** Lets the thread finish what it was given, close its connection and end. Never terminates it from outside. */
  close(): Promise<void>;
}>;

type Pending = Readonly<{ resolve(value: unknown): void; reject(error: Error): void }>;

/** Starts a thread and waits until its connection is open; throws the StoreError that says why it cannot be. */
export async function startStoreThread(entry: URL, data: StoreThreadData, log: Log): Promise<StoreThread> {
  const worker = new Worker(entry, { workerData: data, name: `store-${data.role}` });
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let closing: Promise<void> | null = null;
  let dead: StoreError | null = null;

  const failAll = (error: StoreError): void => {
    dead = error;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };
  const settle = (id: number, finish: (call: Pending) => void): void => {
    const call = pending.get(id);
    pending.delete(id);
    if (call !== undefined) finish(call);
  };

  const opened = new Promise<boolean>((resolve, reject) => {
    worker.on('message', (reply: StoreReply) => {
      switch (reply.kind) {
        case 'value':
          return settle(reply.id, (call) => call.resolve(reply.value));
        case 'fault':
          return settle(reply.id, (call) =>
            call.reject(new StoreError(reply.fault.code, reply.fault.message)),
          );
        case 'ready':
          return resolve(reply.crashed);
        case 'unusable':
          return reject(new StoreError(reply.fault.code, reply.fault.message));
        case 'slow':
          return log.warn('slow statement', { statement: reply.name, ms: Math.round(reply.elapsedMs) });
        case 'note':
          return log.warn(reply.message);
        case 'closed':
          return undefined;
      }
    });
    worker.on('error', (error) => {
      log.error('store thread failed', { role: data.role, error: error.message });
      const fault = new StoreError('internal', `the ${data.role} thread failed: ${error.message}`);
      failAll(fault);
      reject(fault);
    });
  });
  // Not events.once: that rejects when the thread fails, and a rejection nobody waits for ends the whole program.
  const exited = new Promise<void>((resolve) => {
    worker.once('exit', resolve);
  }).then(() => failAll(dead ?? endOf(data.role, closing !== null)));

  const crashed = await Promise.race([opened, exited.then((): never => throwError(dead))]).catch(
    async (error) => {
      // A thread that could not open has let go of its files only when it has ended.
      await exited;
      throw error;
    },
  );
  return {
    crashed,
    call: (name, args) => {
      if (dead !== null || closing !== null) {
        return Promise.reject(dead ?? new StoreError('shutting-down', 'the store is closing'));
      }
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        try {
          worker.postMessage({ kind: 'call', id, name, args } satisfies StoreRequest);
        } catch (error) {
          pending.delete(id);
          reject(new StoreError('invalid-request', `${name}: ${toStoreError(error).message}`));
        }
      });
    },
    close: () => {
      if (closing === null) {
        worker.postMessage({ kind: 'close' } satisfies StoreRequest);
        closing = exited;
      }
      return closing;
    },
  };
}

const endOf = (role: string, wasAsked: boolean): StoreError =>
  wasAsked
    ? new StoreError('shutting-down', 'the store is closed')
    : new StoreError('internal', `the ${role} thread ended by itself`);

function throwError(error: unknown): never {
  throw error;
}
