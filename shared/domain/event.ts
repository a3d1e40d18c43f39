import { z } from 'zod';
import { EpochMs } from './time.ts';

export const Severity = z.enum(['info', 'warning', 'error', 'critical']);
export type Severity = z.infer<typeof Severity>;

/** Something the program did or noticed that the trader may want to know. */
export const SystemEvent = z.strictObject({
  id: z.number().int().positive(),
  at: EpochMs,
  type: z.string(),
  severity: Severity,
  component: z.string(),
  message: z.string(),
});
export type SystemEvent = z.infer<typeof SystemEvent>;

/** A change somebody made: who, what, when, and to what. */
export const AuditEntry = z.strictObject({
  id: z.number().int().positive(),
  at: EpochMs,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
