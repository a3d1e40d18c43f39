import type { CheckKind } from '../../../shared/domain/quality.ts';
import { CheckReport } from '../../../shared/domain/quality.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { WritableDb } from '../connection.ts';
import type { Statements } from '../statements.ts';
import { fromColumn, toColumn } from './problemColumn.ts';

/** Reports of each kind older than the newest this many are let go. */
const KEPT = 500;

/** One day of one series that the canary has fetched again. `day` counts from 1970. */
export type CanaryDay = Readonly<{
  seriesId: SeriesId;
  day: number;
  checkedAt: EpochMs;
  candles: number;
  changed: number;
}>;

/** What the canary has found so far. */
export type CanaryTotals = Readonly<{ days: number; drifted: number; candles: number; changed: number }>;

type ReportRow = Readonly<{
  id: number;
  kind: CheckKind;
  started_at: EpochMs;
  finished_at: EpochMs;
  result: string;
  checked: number;
  found: number;
  problem: string | null;
  document: string;
}>;

const toReport = (row: ReportRow): CheckReport =>
  CheckReport.parse({
    id: row.id,
    kind: row.kind,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    result: row.result,
    checked: row.checked,
    found: row.found,
    problem: fromColumn(row.problem),
    series: JSON.parse(row.document),
  });

/** Reads what the deep checks have found. */
export function createCheckReader({ prepare }: Statements) {
  const REPORT = 'SELECT * FROM check_report';
  const newest = prepare<[number], ReportRow>('check.newest', `${REPORT} ORDER BY id DESC LIMIT ?`);
  const ofKind = prepare<[CheckKind, number], ReportRow>(
    'check.ofKind',
    `${REPORT} WHERE kind = ? ORDER BY started_at DESC, id DESC LIMIT ?`,
  );
  const totals = prepare<[], CanaryTotals>(
    'canary.totals',
    `SELECT count(*) AS days, coalesce(sum(changed > 0), 0) AS drifted, coalesce(sum(candles), 0) AS candles,
            coalesce(sum(changed), 0) AS changed FROM canary_day`,
  );
  return {
    /** The newest `limit` reports, of one kind or of all (null), newest first. */
    reports: (kind: CheckKind | null, limit: number): CheckReport[] =>
      (kind === null ? newest.all(limit) : ofKind.all(kind, limit)).map(toReport),
    canaryTotals: (): CanaryTotals => totals.get()!,
  };
}

export function createCheckWriter(db: WritableDb, { prepare }: Statements) {
  const insert = prepare<[Record<string, unknown>], never>(
    'check.insert',
    `INSERT INTO check_report (kind, started_at, finished_at, result, checked, found, problem, document)
     VALUES (@kind, @startedAt, @finishedAt, @result, @checked, @found, @problem, @document)`,
  );
  const forget = prepare<[CheckKind, CheckKind], never>(
    'check.forget',
    `DELETE FROM check_report WHERE kind = ? AND id <=
       (SELECT id FROM check_report WHERE kind = ? ORDER BY started_at DESC, id DESC LIMIT 1 OFFSET ${KEPT})`,
  );
  const day = prepare<[CanaryDay], never>(
    'canary.add',
    `INSERT INTO canary_day (series_id, day, checked_at, candles, changed)
     VALUES (@seriesId, @day, @checkedAt, @candles, @changed)
     ON CONFLICT DO UPDATE SET candles = excluded.candles, changed = excluded.changed`,
  );
  const add = db.transaction((report: Omit<CheckReport, 'id'>): number => {
    const { series, ...row } = report;
    const { lastInsertRowid } = insert.run({
      ...row,
      problem: toColumn(row.problem),
      document: JSON.stringify(series),
    });
    forget.run(report.kind, report.kind);
    return Number(lastInsertRowid);
  });
  return {
    /** Keeps a report and returns its id. */
    add: (report: Omit<CheckReport, 'id'>): number => add.immediate(report),
    addCanaryDay: (checked: CanaryDay): void => {
      day.run(checked);
    },
  };
}
