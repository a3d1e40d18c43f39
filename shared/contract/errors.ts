import { z } from 'zod';

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
  'shutting-down',
  'disconnected',
  'cancelled',
  'internal',
]);
export type ApiErrorCode = z.infer<typeof ApiErrorCode>;

/** `code` picks the sentence the trader reads; `message` is the detail for the log and the details line. */
export const ApiError = z.strictObject({ code: ApiErrorCode, message: z.string() });
export type ApiError = z.infer<typeof ApiError>;
