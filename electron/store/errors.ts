import type { ApiErrorCode } from '../../shared/contract/errors.ts';

/** A failure of the store that the trader can do something about; `code` says which, `message` adds the detail. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: ApiErrorCode;

  constructor(code: ApiErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

const CODES: readonly (readonly [prefix: string, code: ApiErrorCode])[] = [
  ['SQLITE_BUSY', 'store-locked'],
  ['SQLITE_LOCKED', 'store-locked'],
  ['SQLITE_READONLY', 'store-read-only'],
  ['SQLITE_CANTOPEN', 'store-read-only'],
  ['SQLITE_PERM', 'store-read-only'],
  ['SQLITE_CORRUPT', 'store-damaged'],
  ['SQLITE_NOTADB', 'store-damaged'],
  ['SQLITE_FULL', 'disk-full'],
  // The shared-memory file beside the log is the first thing that no longer fits.
  ['SQLITE_IOERR_SHMSIZE', 'disk-full'],
  ['SQLITE_CONSTRAINT_FOREIGNKEY', 'conflict'],
  ['SQLITE_CONSTRAINT_UNIQUE', 'conflict'],
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'conflict'],
  ['EACCES', 'store-read-only'],
  ['EPERM', 'store-read-only'],
  ['EROFS', 'store-read-only'],
  ['EEXIST', 'store-read-only'],
  ['ENOTDIR', 'store-read-only'],
  ['ENOSPC', 'disk-full'],
  ['EBUSY', 'store-locked'],
];

/** Turns whatever SQLite or the file system threw into a StoreError; the trader's words are chosen by its code. */
export function toStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const raw = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = CODES.find(([prefix]) => raw.startsWith(prefix));
  return new StoreError(known?.[1] ?? 'internal', raw === '' ? message : `${message} (${raw})`);
}
