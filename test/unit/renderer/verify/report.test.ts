import { describe, expect, test } from 'vitest';
import { issuesOf as engineIssues } from '../../../../electron/engine/quality/verify.ts';
import { compareReports } from '../../../../renderer/features/verify/compare.ts';
import { issuesOf, mendsOf, type ReportedSeries } from '../../../../renderer/features/verify/issues.ts';
import { reportCsv, reportText } from '../../../../renderer/features/verify/reportFiles.ts';
import { toCsv } from '../../../../renderer/format/csv.ts';
import type { VerifyReport } from '../../../../shared/contract/calls.ts';
import type { SeriesCoverage } from '../../../../shared/domain/coverage.ts';
import type { SeriesId } from '../../../../shared/domain/series.ts';
import { DAY, HOUR } from '../../../../shared/domain/time.ts';
import { sampleCoverage } from '../../../helpers/samples.ts';

const now = 200 * DAY;
const reported = (change: Partial<SeriesCoverage>, issues?: string[]): ReportedSeries => {
  const series = sampleCoverage({ ledgerFrom: now - 90 * DAY, ...change });
  return { ...series, issues: issues ?? engineIssues(series, now) };
};
const report = (at: number, series: readonly ReportedSeries[]): VerifyReport => ({
  overall: 'ok',
  at,
  deep: false,
  series: [...series],
});

describe('what is wrong', () => {
  test.each<[string, Partial<SeriesCoverage>, object]>([
    ['no candles', { candles: 0, ageMs: null, status: 'missing' }, { kind: 'empty' }],
    [
      'an old candle',
      { ageMs: 5 * HOUR, status: 'stale' },
      { kind: 'stale', ageMs: 5 * HOUR, limitMs: 2 * HOUR },
    ],
    ['a late start', { ledgerFrom: now - DAY }, { kind: 'late', from: now - DAY, days: 90 }],
    ['holes', { openMissing: 7, gaps: 2 }, { kind: 'missing', missing: 7, expected: 100, gaps: 2 }],
  ])('%s is told in numbers, as the engine of today says it', (_what, change, issue) => {
    expect(issuesOf(reported(change))).toEqual([issue]);
  });

  test('what only a deep look finds stays the engine’s own sentence, in its place', () => {
    const found = 'gaps overlap in the ledger';
    const issues = issuesOf(reported({}, ['2 of 100 candles are missing in 1 gaps', found]));
    expect(issues.map(({ kind }) => kind)).toEqual(['missing', 'found']);
    expect(issues[1]).toEqual({ kind: 'found', sentence: found });
    expect(mendsOf(issues)).toEqual(['download', 'gaps', 'chart']);
  });
});

describe('the comparison with the report before', () => {
  const id = (n: number): SeriesId => n as SeriesId;
  test('tells better from worse by status, then by what is missing', () => {
    const before = report(1, [
      reported({ id: id(1), status: 'stale' }),
      reported({ id: id(2), status: 'ok' }),
      reported({ id: id(3), status: 'incomplete', openMissing: 9 }),
      reported({ id: id(4) }),
    ]);
    const after = report(2, [
      reported({ id: id(1), status: 'ok' }),
      reported({ id: id(2), status: 'missing' }),
      reported({ id: id(3), status: 'incomplete', openMissing: 3 }),
      reported({ id: id(4) }),
      reported({ id: id(5) }),
    ]);
    expect(compareReports(before, after)).toEqual({
      since: 1,
      better: 2,
      worse: 1,
      same: 1,
      added: 1,
      before: new Map([
        [1, 'stale'],
        [2, 'ok'],
      ]),
    });
  });
});

describe('files', () => {
  test('quote what has to be, and disarm what a spreadsheet would run', () => {
    expect(toCsv([['a', 'b,c', 'say "x"', 'two\nlines', 1.5, null]])).toBe(
      'a,"b,c","say ""x""","two\nlines",1.5,\r\n',
    );
    expect(toCsv([['=1+1', '+a', '-a', '@a', '\ta', -1]])).toBe("'=1+1,'+a,'-a,'@a,'\ta,-1\r\n");
  });

  test('say of each series how it is, in the trader’s words', () => {
    const words = {
      head: 'Verified',
      nothing: 'Nothing',
      status: (status: string) => status.toUpperCase(),
      issue: ({ kind }: { kind: string }) => `=${kind}`,
    };
    const bad = report(1, [
      reported({ candles: 0, status: 'missing', ageMs: null, first: null, last: null }),
    ]);
    expect(reportText(bad, words)).toBe('Verified\nbitget BTCUSDT 1h: MISSING, =empty\n');
    expect(reportText(report(1, [reported({})]), words)).toContain('OK, Nothing');
    expect(reportCsv(bad, words).split('\r\n')[1]).toBe("bitget,BTCUSDT,1h,missing,1,0,100,0,0,,,,'=empty");
  });
});
