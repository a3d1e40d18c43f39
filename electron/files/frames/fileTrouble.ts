import { basename, dirname } from 'node:path';
import type { ApiError } from '../../../shared/contract/errors.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

const isAny = (code: string, codes: readonly string[]): boolean => codes.includes(code);

/**
 * Says why a file cannot be written, one sentence a reason. `isReplacing` is the moment at which the finished file
 * takes the place of the one before: Windows refuses that with EPERM, EACCES or EBUSY while another program has it open.
 */
export function fileTrouble(error: unknown, path: string, isReplacing = false): ApiError {
  const code = codeOf(error);
  const folder = dirname(path);
  if (isAny(code, ['ENOSPC', 'EDQUOT'])) {
    return {
      code: 'disk-full',
      message: `the disk of ${folder} is full; make room or choose another folder. No half file was left`,
    };
  }
  if (isReplacing && isAny(code, ['EPERM', 'EACCES', 'EBUSY', 'ETXTBSY'])) {
    return {
      code: 'conflict',
      message: `${basename(path)} is open in another program (Excel keeps a file to itself); close it there or choose another name`,
    };
  }
  if (isAny(code, ['ENOENT', 'ENOTDIR'])) {
    return noFolder(path);
  }
  if (isAny(code, ['EACCES', 'EPERM', 'EROFS'])) {
    return {
      code: 'invalid-request',
      message: `this user may not write to ${folder}; choose a folder of your own`,
    };
  }
  if (code === 'EISDIR') return isFolder(path);
  if (code === 'ENAMETOOLONG' || code === 'EINVAL') {
    return { code: 'invalid-request', message: `${basename(path)} cannot be the name of a file here` };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message: `${basename(path)} could not be written: ${message}` };
}

export const noFolder = (path: string): ApiError => ({
  code: 'not-found',
  message: `the folder ${dirname(path)} is not there; make it again or choose another one`,
});

export const isFolder = (path: string): ApiError => ({
  code: 'invalid-request',
  message: `${path} is a folder; add the name of a file`,
});

export const isThere = (path: string): ApiError => ({
  code: 'conflict',
  message: `${path} is already there; choose another name, or say that it may be replaced`,
});

/** A reason that is thrown across functions and told as it is. */
export class FileTrouble extends Error {
  override readonly name = 'FileTrouble';
  readonly reason: ApiError;

  constructor(reason: ApiError) {
    super(reason.message);
    this.reason = reason;
  }
}
