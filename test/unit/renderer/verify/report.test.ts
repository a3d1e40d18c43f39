import { describe, expect, test } from 'vitest';
import { issuesOf as engineIssues } from '../../../../electron/engine/quality/issues.ts';
import { compareReports } from '../../../../renderer/features/verify/compare.ts';
import { isGood, mendsOf, type ReportedSeries } from '../../../../renderer/features/verify/issues.ts';
import { reportCsv, reportText } from '../../../../renderer/features/verify/reportFiles.ts';
import { toCsv } from '../../../../renderer/format/csv.ts';
import type { VerifyReport } from '../../../../shared/contract/calls.ts';
import type { SeriesCoverage } from '../../../../shared/domain/coverage.ts';
import type { Issue } from '../../../../shared/domain/issue.ts';
import type { SeriesId } from '../../../../shared/domain/series.ts';
import { DAY } from '../../../../shared/domain/time.ts';
import { sampleCoverage } from '../../../helpers/samples.ts';

const now = 200 * DAY;
const reported = (change: Partial<SeriesCoverage>, issues?: Issue[]): ReportedSeries => {
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
  test('is mended by what one would try first, each way once', () => {
    const issues = reported({ candles: 0, ageMs: null, status: 'missing' }).issues;
    expect(issues.map(({ code }) => code)).toEqual(['empty']);
    expect(mendsOf(issues)).toEqual(['download']);
    expect(mendsOf([{ code: 'unexplained', count: 2, first: 0 }, { code: 'gaps-overlap' }])).toEqual([
      'review',
      'gaps',
    ]);
    expect(mendsOf([{ code: 'said', sentence: 'from an older program' }])).toEqual(['gaps', 'chart']);
  });

  test('needs nobody when it is only good to know', () => {
    expect(isGood(reported({}, [{ code: 'nothing-finer' }]))).toBe(true);
    expect(isGood(reported({}, [{ code: 'gaps-overlap' }]))).toBe(false);
    expect(isGood(reported({ status: 'stale' }, []))).toBe(false);
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
      issue: ({ code }: Issue) => `=${code}`,
    };
    const bad = report(1, [
      reported({ candles: 0, status: 'missing', ageMs: null, first: null, last: null }),
    ]);
    expect(reportText(bad, words)).toBe('Verified\nbitget BTCUSDT 1h: MISSING, =empty\n');
    expect(reportText(report(1, [reported({})]), words)).toContain('OK, Nothing');
    expect(reportCsv(bad, words).split('\r\n')[1]).toBe("bitget,BTCUSDT,1h,missing,1,0,100,0,0,,,,'=empty");
  });
});
