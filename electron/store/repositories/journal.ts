import { type AuditEntry, EventParams, type SystemEvent } from '../../../shared/domain/event.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Statements } from '../statements.ts';

/** Events older than the newest this many are let go, whatever their age (`retention`). */
const KEPT_EVENTS = 50_000;

export type NewEvent = Omit<SystemEvent, 'id'>;
export type NewAuditEntry = Omit<AuditEntry, 'id'>;

type EventRow = Omit<SystemEvent, 'params'> & Readonly<{ metadata: string | null }>;

/** Returns an event; one without parameters that can be read, of an older program or edited by hand, has its sentence. */
function toEvent({ metadata, ...said }: EventRow): SystemEvent {
  // The table takes nothing but JSON there, of any shape.
  const params = EventParams.safeParse(JSON.parse(metadata ?? 'null'));
  return params.success ? { ...said, params: params.data } : said;
}

/** System events, the audit log and the small state that must survive a restart. */
export function createJournalReader({ prepare }: Statements) {
  const events = prepare<[number], EventRow>(
    'event.newest',
    'SELECT id, at, type, severity, component, message, metadata FROM system_event ORDER BY id DESC LIMIT ?',
  );
  const audit = prepare<[number], AuditEntry>(
    'audit.newest',
    'SELECT id, at, actor, action, subject, detail FROM audit_log ORDER BY id DESC LIMIT ?',
  );
  const state = prepare<[string], string>(
    'state.get',
    'SELECT value FROM system_state WHERE key = ?',
    'value',
  );
  return {
    /** The newest `limit` events, newest first. */
    events: (limit: number): SystemEvent[] => events.all(limit).map(toEvent),
    /** The newest `limit` audit entries, newest first. */
    audit: (limit: number): AuditEntry[] => audit.all(limit),
    /** The JSON text kept under `key`, or null. */
    state: (key: string): string | null => state.get(key) ?? null,
  };
}

export function createJournalWriter({ prepare }: Statements) {
  const addEvent = prepare<[Omit<EventRow, 'id'>], never>(
    'event.add',
    `INSERT INTO system_event (at, type, severity, component, message, metadata)
     VALUES (@at, @type, @severity, @component, @message, @metadata)`,
  );
  const forget = prepare<[number], never>('event.forget', 'DELETE FROM system_event WHERE id <= ?');
  const addAudit = prepare<[NewAuditEntry], never>(
    'audit.add',
    `INSERT INTO audit_log (at, actor, action, subject, detail) VALUES (@at, @actor, @action, @subject, @detail)`,
  );
  const setState = prepare<[string, string, EpochMs], never>(
    'state.set',
    `INSERT INTO system_state (key, value, updated_at) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
  );
  return {
    /** Keeps an event and returns it with its id. */
    addEvent: (event: NewEvent): SystemEvent => {
      const { params, ...said } = event;
      const metadata = params === undefined ? null : JSON.stringify(params);
      const id = Number(addEvent.run({ ...said, metadata }).lastInsertRowid);
      forget.run(id - KEPT_EVENTS);
      return { ...event, id };
    },
    addAudit: (entry: NewAuditEntry): void => {
      addAudit.run(entry);
    },
    setState: (key: string, json: string, now: EpochMs): void => {
      setState.run(key, json, now);
    },
  };
}
