import type { Log } from '../platform/log.ts';
import type { ReadOperations, WriteOperations } from './operations.ts';
import { type StoreThread, startStoreThread } from './thread.ts';
import type { StoreRole } from './worker/protocol.ts';

/** The same operations, asked across a thread border. */
type Remote<Operations> = {
  readonly [Name in keyof Operations]: Operations[Name] extends (...args: infer Args) => infer Value
    ? (...args: Args) => Promise<Value>
    : never;
};

export type StoreReads = Remote<ReadOperations>;
export type StoreWrites = Remote<WriteOperations>;

/** The store as the engine knows it. Every rejection is a StoreError. */
export type StoreClient = Readonly<{
  /** Short questions of the window. */
  read: StoreReads;
  /** Long ones: scans, exports, checks. They never make the window wait. */
  scan: StoreReads;
  write: StoreWrites;
  /** The last program that had this store did not close it. */
  crashed: boolean;
  close(): Promise<void>;
}>;

export type StoreOptions = Readonly<{ dataDir: string; threadEntry: URL; log: Log }>;

function remote<Operations>(thread: StoreThread): Remote<Operations> {
  return new Proxy({} as Remote<Operations>, {
    // A promise looks for `then` on what it is given; it must not find an operation there.
    get: (_, name) =>
      typeof name === 'string' && name !== 'then'
        ? (...args: unknown[]) => thread.call(name, args)
        : undefined,
  });
}

async function startAll(options: StoreOptions, roles: readonly StoreRole[]): Promise<StoreThread[]> {
  const threads: StoreThread[] = [];
  try {
    // One after the other: the writer creates and migrates the file, and loading a native module is not thread-safe.
    for (const role of roles) {
      const data = { role, dataDir: options.dataDir, now: Date.now() };
      threads.push(await startStoreThread(options.threadEntry, data, options.log));
    }
    return threads;
  } catch (error) {
    for (const thread of threads.toReversed()) await thread.close();
    throw error;
  }
}

/** Opens the store with its three threads. Rejects with a StoreError that says what happened. */
export async function openStore(options: StoreOptions): Promise<StoreClient> {
  const threads = await startAll(options, ['writer', 'reader', 'reader']);
  const [writer, reader, scanner] = threads as [StoreThread, StoreThread, StoreThread];
  return {
    read: remote<ReadOperations>(reader),
    scan: remote<ReadOperations>(scanner),
    write: remote<WriteOperations>(writer),
    crashed: writer.crashed,
    close: async () => {
      // Readers first: the closing checkpoint and backup need the file to themselves.
      for (const thread of [scanner, reader, writer]) await thread.close();
    },
  };
}

/** Opens the store for reading only: works beside the program that is writing to it. */
export async function openStoreForReading(
  options: StoreOptions,
): Promise<Readonly<{ read: StoreReads; close(): Promise<void> }>> {
  const [reader] = (await startAll(options, ['reader'])) as [StoreThread];
  return { read: remote<ReadOperations>(reader), close: reader.close };
}
