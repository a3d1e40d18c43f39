import { z } from 'zod';
import { ApiError } from './errors.ts';

/**
 * Messages between a window and the engine, the same for every transport. Cancelling is a message like any other;
 * bars of candles ride along as Float64Array.
 */
export const ClientMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), id: z.number().int(), name: z.string(), request: z.unknown() }),
  z.strictObject({ kind: z.literal('cancel'), id: z.number().int() }),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

export const HostMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('value'), id: z.number().int(), value: z.unknown() }),
  z.strictObject({ kind: z.literal('error'), id: z.number().int(), error: ApiError }),
  z.strictObject({ kind: z.literal('event'), event: z.string(), payload: z.unknown() }),
]);
export type HostMessage = z.infer<typeof HostMessage>;
