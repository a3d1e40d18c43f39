import { z } from 'zod';
import { FrameNote } from '../domain/frameNote.ts';

export const ApiErrorCode = z.enum([
  'invalid-request',
  'not-found',
  'conflict',
  'venue-unavailable',
  'store-locked',
  'store-read-only',
  'store-damaged',
  'store-newer',
  'store-sqlite-version',
  'disk-full',
  'file-exists',
  'file-in-use',
  'folder-missing',
  'no-permission',
  'path-too-long',
  'bad-file-name',
  'shutting-down',
  'disconnected',
  'cancelled',
  'internal',
]);
export type ApiErrorCode = z.infer<typeof ApiErrorCode>;

/**
 * `code` picks the sentence the trader reads; `message` is the detail for the log and the details line. A `note` says
 * the detail in the trader's language.
 */
export const ApiError = z.strictObject({
  code: ApiErrorCode,
  message: z.string(),
  note: FrameNote.optional(),
});
export type ApiError = z.infer<typeof ApiError>;
