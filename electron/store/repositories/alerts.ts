import type {
  Alert,
  AlertChannel,
  AlertRule,
  ChannelKind,
  ChannelProblem,
} from '../../../shared/domain/alert.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { WritableDb } from '../connection.ts';
import type { Statements } from '../statements.ts';

/** Resolved alerts older than the newest this many are let go. */
const KEPT = 5_000;

export type NewAlert = Pick<Alert, 'kind' | 'severity' | 'subject' | 'exchange' | 'seriesId' | 'params'>;
export type StoredChannel = Omit<AlertChannel, 'hasSecret'>;
/** `isNews` is false where the same alert goes on or came back within its cool-down: nobody needs another message. */
export type RaisedAlert = Readonly<{ alert: Alert; isNews: boolean }>;

type AlertRow = Readonly<{
  id: number;
  kind: Alert['kind'];
  severity: Alert['severity'];
  subject: string;
  exchange: Alert['exchange'];
  series_id: Alert['seriesId'];
  params: string;
  raised_at: number;
  last_at: number;
  count: number;
  resolved_at: number | null;
  acknowledged_at: number | null;
}>;
type RuleRow = Readonly<{
  kind: AlertRule['kind'];
  enabled: 0 | 1;
  severity: AlertRule['severity'];
  threshold: number | null;
  cool_down_ms: number;
  channels: string;
}>;
type ChannelRow = Readonly<{
  kind: ChannelKind;
  enabled: 0 | 1;
  target: string | null;
  sent_at: number | null;
  problem: string | null;
}>;

const toAlert = (row: AlertRow): Alert => ({
  id: row.id,
  kind: row.kind,
  severity: row.severity,
  subject: row.subject,
  exchange: row.exchange,
  seriesId: row.series_id,
  params: JSON.parse(row.params) as Alert['params'],
  raisedAt: row.raised_at,
  lastAt: row.last_at,
  count: row.count,
  resolvedAt: row.resolved_at,
  acknowledgedAt: row.acknowledged_at,
});

const toRule = (row: RuleRow): AlertRule => ({
  kind: row.kind,
  enabled: row.enabled === 1,
  severity: row.severity,
  threshold: row.threshold,
  coolDownMs: row.cool_down_ms,
  channels: JSON.parse(row.channels) as AlertRule['channels'],
});

const toChannel = (row: ChannelRow): StoredChannel => ({
  kind: row.kind,
  enabled: row.enabled === 1,
  target: row.target,
  lastResult:
    row.sent_at === null
      ? null
      : {
          at: row.sent_at,
          problem: row.problem === null ? null : (JSON.parse(row.problem) as ChannelProblem),
        },
});

export function createAlertReader({ prepare }: Statements) {
  const newest = prepare<[number], AlertRow>('alert.newest', 'SELECT * FROM alert ORDER BY id DESC LIMIT ?');
  const unresolved = prepare<[], AlertRow>(
    'alert.unresolved',
    'SELECT * FROM alert WHERE resolved_at IS NULL ORDER BY id',
  );
  const open = prepare<[], number>(
    'alert.open',
    'SELECT count(*) FROM alert WHERE resolved_at IS NULL AND acknowledged_at IS NULL',
    'value',
  );
  const rules = prepare<[], RuleRow>('alertRule.all', 'SELECT * FROM alert_rule');
  const channels = prepare<[], ChannelRow>('alertChannel.all', 'SELECT * FROM alert_channel');
  return {
    /** The newest `limit` alerts, newest first. */
    newest: (limit: number): Alert[] => newest.all(limit).map(toAlert),
    unresolved: (): Alert[] => unresolved.all().map(toAlert),
    /** How many are neither resolved nor acknowledged. */
    open: (): number => open.get()!,
    /** The rules the trader has changed. */
    rules: (): AlertRule[] => rules.all().map(toRule),
    /** The channels the trader has touched or that have sent something. */
    channels: (): StoredChannel[] => channels.all().map(toChannel),
  };
}

export function createAlertWriter(db: WritableDb, { prepare }: Statements) {
  const latest = prepare<[string, string], AlertRow>(
    'alert.latest',
    'SELECT * FROM alert WHERE kind = ? AND subject = ? ORDER BY id DESC LIMIT 1',
  );
  const insert = prepare<[Record<string, unknown>], AlertRow>(
    'alert.insert',
    `INSERT INTO alert (kind, severity, subject, exchange, series_id, params, raised_at, last_at)
     VALUES (@kind, @severity, @subject, @exchange, @seriesId, @params, @now, @now) RETURNING *`,
  );
  const again = prepare<[string, EpochMs, number], AlertRow>(
    'alert.again',
    `UPDATE alert SET params = ?, last_at = ?, count = count + 1, resolved_at = NULL WHERE id = ? RETURNING *`,
  );
  const resolve = prepare<[EpochMs, number], AlertRow>(
    'alert.resolve',
    'UPDATE alert SET resolved_at = ? WHERE id = ? AND resolved_at IS NULL RETURNING *',
  );
  const acknowledge = prepare<[EpochMs, number], AlertRow>(
    'alert.acknowledge',
    'UPDATE alert SET acknowledged_at = coalesce(acknowledged_at, ?) WHERE id = ? RETURNING *',
  );
  const forget = prepare<[number], never>(
    'alert.forget',
    'DELETE FROM alert WHERE id <= ? AND resolved_at IS NOT NULL',
  );
  const setRule = prepare<[Record<string, unknown>], never>(
    'alertRule.set',
    `INSERT INTO alert_rule (kind, enabled, severity, threshold, cool_down_ms, channels)
     VALUES (@kind, @enabled, @severity, @threshold, @coolDownMs, @channels)
     ON CONFLICT DO UPDATE SET enabled = excluded.enabled, severity = excluded.severity,
       threshold = excluded.threshold, cool_down_ms = excluded.cool_down_ms, channels = excluded.channels`,
  );
  const setChannel = prepare<[ChannelKind, 0 | 1, string | null], never>(
    'alertChannel.set',
    `INSERT INTO alert_channel (kind, enabled, target) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET enabled = excluded.enabled, target = excluded.target`,
  );
  const setResult = prepare<[ChannelKind, 0 | 1, EpochMs, string | null], never>(
    'alertChannel.setResult',
    `INSERT INTO alert_channel (kind, enabled, sent_at, problem) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET sent_at = excluded.sent_at, problem = excluded.problem`,
  );
  /** Does the same to each of some alerts, in one transaction, and returns those that were there. */
  const each = (statement: { get(now: EpochMs, id: number): AlertRow | undefined }) =>
    db.transaction((ids: readonly number[], now: EpochMs): Alert[] =>
      ids
        .map((id) => statement.get(now, id))
        .filter((row) => row !== undefined)
        .map(toAlert),
    ).immediate;
  return {
    /**
     * Keeps that something is wrong: one more count of the alert that goes on, or that was raised less than
     * `coolDownMs` ago and had been resolved meanwhile; a new alert otherwise.
     */
    raise: db.transaction((alert: NewAlert, now: EpochMs, coolDownMs: number): RaisedAlert => {
      const params = JSON.stringify(alert.params);
      const last = latest.get(alert.kind, alert.subject);
      // One that was raised by a clock that ran ahead must not keep the next one quiet until that time comes.
      const isRecent = (at: EpochMs): boolean => at <= now && now - at < coolDownMs;
      if (last !== undefined && (last.resolved_at === null || isRecent(last.raised_at))) {
        return { alert: toAlert(again.get(params, now, last.id)!), isNews: false };
      }
      const row = insert.get({ ...alert, params, now })!;
      forget.run(row.id - KEPT);
      return { alert: toAlert(row), isNews: true };
    }).immediate,
    resolve: each(resolve),
    acknowledge: each(acknowledge),
    setRule: (rule: AlertRule): void => {
      setRule.run({ ...rule, enabled: rule.enabled ? 1 : 0, channels: JSON.stringify(rule.channels) });
    },
    setChannel: ({ kind, enabled, target }: Pick<StoredChannel, 'kind' | 'enabled' | 'target'>): void => {
      setChannel.run(kind, enabled ? 1 : 0, target);
    },
    /** Keeps what came of the last message of a channel. */
    setChannelResult: (
      { kind, enabled }: Pick<StoredChannel, 'kind' | 'enabled'>,
      now: EpochMs,
      problem: ChannelProblem | null,
    ): void => {
      setResult.run(kind, enabled ? 1 : 0, now, problem === null ? null : JSON.stringify(problem));
    },
  };
}
