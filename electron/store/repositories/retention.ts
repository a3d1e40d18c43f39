import { DAY, type EpochMs } from '../../../shared/domain/time.ts';
import type { WritableDb } from '../connection.ts';
import type { Statements } from '../statements.ts';

/**
 * How long what is told about the work is kept. Candles, their batches and revisions are what the store is for, and are
 * never let go; a job that is gone leaves its batches, and can no longer be undone.
 */
export const KEPT_FOR = {
  /** Jobs that have ended; the newest of them in any case. */
  jobsMs: 90 * DAY,
  newestJobs: 500,
  eventsMs: 30 * DAY,
  auditMs: 730 * DAY,
  /** Days the canary has fetched again; its drift rate is that of this time. */
  canaryMs: 365 * DAY,
} as const;

/** Rows that go at once: a few milliseconds, so that no candle has to wait. */
const ROWS = 200;

export function createRetentionWriter(db: WritableDb, { prepare }: Statements) {
  // One that was made long ago and taken up again is as old as its end.
  const jobs = prepare<[EpochMs, EpochMs], never>(
    'retention.jobs',
    `DELETE FROM job WHERE id IN (
       SELECT id FROM job
        WHERE created_at < min(?, coalesce((SELECT created_at FROM job ORDER BY created_at DESC
                                             LIMIT 1 OFFSET ${KEPT_FOR.newestJobs - 1}), 0))
          AND state IN ('done', 'incomplete', 'failed', 'cancelled') AND coalesce(finished_at, created_at) < ?
        ORDER BY created_at LIMIT ${ROWS})`,
  );
  // Numbered as they came, so that the oldest are found without a search.
  const byId = (name: string, table: string) =>
    prepare<[EpochMs], never>(
      name,
      `DELETE FROM ${table} WHERE id IN (
         SELECT id FROM (SELECT id, at FROM ${table} ORDER BY id LIMIT ${ROWS}) WHERE at < ?)`,
    );
  const events = byId('retention.events', 'system_event');
  const audit = byId('retention.audit', 'audit_log');
  const canary = prepare<[EpochMs], never>(
    'retention.canary',
    `DELETE FROM canary_day WHERE (series_id, day, checked_at) IN (
       SELECT series_id, day, checked_at FROM canary_day WHERE checked_at < ? LIMIT ${ROWS})`,
  );
  const forget = db.transaction(
    (now: EpochMs): number =>
      jobs.run(now - KEPT_FOR.jobsMs, now - KEPT_FOR.jobsMs).changes +
      events.run(now - KEPT_FOR.eventsMs).changes +
      audit.run(now - KEPT_FOR.auditMs).changes +
      canary.run(now - KEPT_FOR.canaryMs).changes,
  );
  return {
    /** Lets some of what is too old go; returns how many rows that were, 0 when nothing is left. */
    forgetOld: (now: EpochMs): number => forget.immediate(now),
  };
}
