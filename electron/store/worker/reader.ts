import { openReader, type ReadableDb } from '../connection.ts';
import { StoreError } from '../errors.ts';
import { refuseNewer, SCHEMA_VERSION, schemaVersion } from '../migrations/index.ts';
import { createReadOperations, type ReadOperations } from '../operations.ts';
import { storePaths } from '../paths.ts';
import type { OnStatement } from '../statements.ts';

export type Reader = Readonly<{ operations: ReadOperations; close(): void }>;

/** A reader cannot migrate: it refuses what it would misread. */
function assertReadable(db: ReadableDb): void {
  const found = schemaVersion(db);
  refuseNewer(found);
  if (found < SCHEMA_VERSION) {
    throw new StoreError(
      found === 0 ? 'not-found' : 'conflict',
      `the store has schema ${found}; it has to be opened for writing once to get schema ${SCHEMA_VERSION}`,
    );
  }
}

/** Opens the store for reading, beside whoever writes to it. */
export function openStoreAsReader(dataDir: string, onStatement: OnStatement): Reader {
  const db = openReader(storePaths(dataDir).database);
  try {
    assertReadable(db);
    return { operations: createReadOperations(db, onStatement), close: () => db.close() };
  } catch (error) {
    db.close();
    throw error;
  }
}
