import type { VerifyReport } from '../../../shared/contract/calls.ts';
import type { SeriesStatus } from '../../../shared/domain/coverage.ts';
import type { Issue } from '../../../shared/domain/issue.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { toIso } from '../../../shared/domain/time.ts';
import { toCsv } from '../../format/csv.ts';

/** How a report is said in the trader's language. */
export type ReportWords = Readonly<{
  head: string;
  status(status: SeriesStatus): string;
  issue(issue: Issue): string;
  nothing: string;
}>;

/** The names of the columns are for programs, and the same in every language. */
const COLUMNS = [
  'exchange',
  'symbol',
  'timeframe',
  'status',
  'coverage',
  'candles',
  'expected',
  'missing',
  'gaps',
  'first',
  'last',
  'age_ms',
  'issues',
] as const;

const iso = (time: number | null): string | null => (time === null ? null : toIso(time));

/** Returns a report for a chat or a mail: a line of summary, then a line a series. */
export function reportText(report: VerifyReport, words: ReportWords): string {
  const lines = report.series.map((one) => {
    const issues = one.issues.map(words.issue).join('; ') || words.nothing;
    return `${seriesName(one)}: ${words.status(one.status)}, ${issues}`;
  });
  return `${[words.head, ...lines].join('\n')}\n`;
}

/** Returns a report as CSV: names, statuses and times as programs read them, the issues in the trader's language. */
export function reportCsv(report: VerifyReport, words: Pick<ReportWords, 'issue'>): string {
  const rows = report.series.map((one) => [
    one.exchange,
    one.symbol,
    one.timeframe,
    one.status,
    one.coverage,
    one.candles,
    one.expected,
    one.missing,
    one.gaps,
    iso(one.first),
    iso(one.last),
    one.ageMs,
    one.issues.map(words.issue).join('; '),
  ]);
  return toCsv([COLUMNS, ...rows]);
}
