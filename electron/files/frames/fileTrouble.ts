import { basename, dirname } from 'node:path';
import type { ApiError, ApiErrorCode } from '../../../shared/contract/errors.ts';
import type { FrameNote, FrameNoteCode } from '../../../shared/domain/frameNote.ts';
import { frameNoteText } from '../../../shared/words/frameNotes.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

const isAny = (code: string, codes: readonly string[]): boolean => codes.includes(code);

/** Under which code a note about a file crosses the border, where that is not its own. */
const CODES: Partial<Record<FrameNoteCode, ApiErrorCode>> = {
  'file-exists': 'file-exists',
  'file-in-use': 'file-in-use',
  'folder-missing': 'folder-missing',
  'no-permission': 'no-permission',
  'disk-full': 'disk-full',
  'path-too-long': 'path-too-long',
  'bad-file-name': 'bad-file-name',
  'is-folder': 'bad-file-name',
  'not-whole-path': 'bad-file-name',
};

const told = (note: FrameNote): ApiError => ({
  code: CODES[note.code] ?? 'internal',
  message: frameNoteText(note, 'en'),
  note,
});

/**
 * Says why a file cannot be written. `isReplacing` is the moment at which the finished file takes the place of the one
 * before: Windows refuses that with EPERM, EACCES or EBUSY while another program has it open.
 */
export function fileTrouble(error: unknown, path: string, isReplacing = false): ApiError {
  const code = codeOf(error);
  const [file, folder] = [basename(path), dirname(path)];
  if (isAny(code, ['ENOSPC', 'EDQUOT'])) return told({ code: 'disk-full', folder });
  if (isAny(code, ['EBUSY', 'ETXTBSY']) || (isReplacing && isAny(code, ['EPERM', 'EACCES']))) {
    return told({ code: 'file-in-use', file });
  }
  if (isAny(code, ['ENOENT', 'ENOTDIR'])) return noFolder(path);
  if (isAny(code, ['EACCES', 'EPERM', 'EROFS'])) return told({ code: 'no-permission', folder });
  if (code === 'EISDIR') return isFolder(path);
  if (code === 'ENAMETOOLONG') return tooLong(path);
  if (code === 'EINVAL') return badName(path);
  return told({ code: 'file-failed', file, detail: error instanceof Error ? error.message : String(error) });
}

export const noFolder = (path: string): ApiError => told({ code: 'folder-missing', folder: dirname(path) });
export const isFolder = (path: string): ApiError => told({ code: 'is-folder', path });
export const isThere = (path: string): ApiError => told({ code: 'file-exists', path });
export const tooLong = (path: string): ApiError => told({ code: 'path-too-long', file: basename(path) });
export const badName = (path: string): ApiError => told({ code: 'bad-file-name', file: basename(path) });
export const notWhole = (path: string): ApiError => told({ code: 'not-whole-path', path });

/** A reason that is thrown across functions and told as it is. */
export class FileTrouble extends Error {
  override readonly name = 'FileTrouble';
  readonly reason: ApiError;

  constructor(reason: ApiError) {
    super(reason.message);
    this.reason = reason;
  }
}
