import { z } from 'zod';
import { EpochMs } from './time.ts';

export const Severity = z.enum(['info', 'warning', 'error', 'critical']);
export type Severity = z.infer<typeof Severity>;

/** The parts of the program that tell of something; what older programs called theirs is any text. */
export const EventComponent = z.enum([
  'backfill',
  'catalog',
  'derive',
  'import',
  'jobs',
  'live',
  'quality',
  'repair',
  'schedule',
  'store',
  'verify',
]);
export type EventComponent = z.infer<typeof EventComponent>;

/** The names and numbers of an event's sentence; what each type has is said by `EventFact`. */
export const EventParams = z.record(z.string(), z.json());
export type EventParams = z.infer<typeof EventParams>;

/** Something the program did or noticed that the trader may want to know. */
export const SystemEvent = z.strictObject({
  id: z.number().int().positive(),
  at: EpochMs,
  type: z.string(),
  severity: Severity,
  component: z.string(),
  /** In English, as the log files and the headless program say it. */
  message: z.string(),
  /** Of the sentence, for `eventText` (shared/words) to say it in the trader's language; older rows have none. */
  params: EventParams.optional(),
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
