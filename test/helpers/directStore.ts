import { onTestFinished } from 'vitest';
import { openWriter, type WritableDb } from '../../electron/store/connection.ts';
import { migrate } from '../../electron/store/migrations/index.ts';
import {
  createReadOperations,
  createWriteOperations,
  type ReadOperations,
  type WriteOperations,
} from '../../electron/store/operations.ts';
import { storePaths } from '../../electron/store/paths.ts';
import { tempDir } from './testStore.ts';

/** The store's operations on a real file without the threads, for tests that ask thousands of questions. */
export type DirectStore = Readonly<{
  db: WritableDb;
  dataDir: string;
  read: ReadOperations;
  write: WriteOperations;
}>;

/** Opens one; its connection is closed when the test has finished. */
export function openDirectStore(dataDir = tempDir()): DirectStore {
  const db = openWriter(storePaths(dataDir).database);
  onTestFinished(() => {
    db.close();
  });
  migrate(db);
  const ignore = (): void => undefined;
  return {
    db,
    dataDir,
    read: createReadOperations(db, ignore),
    write: createWriteOperations(db, ignore),
  };
}
