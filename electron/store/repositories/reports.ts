import { VerifyReport, type VerifySummary } from '../../../shared/contract/calls.ts';
import type { Statements } from '../statements.ts';

/** Reports older than the newest this many are let go: at one an hour, six weeks of them. */
const KEPT = 1_000;

/** What a series of a report by the first programs did not have: nothing was live, and delisting was not known. */
const UNTOLD = { live: false, delistedAt: null, isActive: true };

/** Reports of the first programs had sentences for issues; a sentence is still a thing that can be said. */
function upgraded(document: unknown): unknown {
  const report = document as { series: { issues: unknown[] }[] };
  const series = report.series.map((one) => ({
    ...UNTOLD,
    ...one,
    issues: one.issues.map((issue) =>
      typeof issue === 'string' ? { code: 'said', sentence: issue } : issue,
    ),
  }));
  return { ...report, series };
}

type SummaryRow = Readonly<{
  id: number;
  at: number;
  deep: 0 | 1;
  overall: VerifySummary['overall'];
  counts: string;
}>;

export function createReportReader({ prepare }: Statements) {
  const newest = prepare<[number], SummaryRow>(
    'report.newest',
    'SELECT id, at, deep, overall, counts FROM verify_report ORDER BY id DESC LIMIT ?',
  );
  const document = prepare<[number], string>(
    'report.document',
    'SELECT document FROM verify_report WHERE id = ?',
    'value',
  );
  return {
    /** The newest `limit` reports, newest first. */
    newest: (limit: number): VerifySummary[] =>
      newest.all(limit).map(({ deep, counts, ...row }) => ({
        ...row,
        deep: deep === 1,
        counts: JSON.parse(counts) as VerifySummary['counts'],
      })),
    /** One report whole, or null when it is not kept (any more). */
    get(id: number): VerifyReport | null {
      const text = document.get(id);
      return text === undefined ? null : VerifyReport.parse(upgraded(JSON.parse(text)));
    },
  };
}

export function createReportWriter({ prepare }: Statements) {
  const insert = prepare<[Record<string, unknown>], never>(
    'report.insert',
    `INSERT INTO verify_report (at, deep, overall, counts, document)
     VALUES (@at, @deep, @overall, @counts, @document)`,
  );
  const forget = prepare<[number], never>('report.forget', 'DELETE FROM verify_report WHERE id <= ?');
  return {
    /** Keeps a report and returns its id. */
    add(report: VerifyReport): number {
      const counts: Partial<Record<VerifySummary['overall'], number>> = {};
      for (const { status } of report.series) counts[status] = (counts[status] ?? 0) + 1;
      const { lastInsertRowid } = insert.run({
        at: report.at,
        deep: report.deep ? 1 : 0,
        overall: report.overall,
        counts: JSON.stringify(counts),
        document: JSON.stringify(report),
      });
      const id = Number(lastInsertRowid);
      forget.run(id - KEPT);
      return id;
    },
  };
}
