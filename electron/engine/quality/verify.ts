import type { SeriesFilter, VerifyReport } from '../../../shared/contract/calls.ts';
import { overallStatus, type SeriesCoverage, wantedFrom } from '../../../shared/domain/coverage.ts';
import { EXCHANGES } from '../../../shared/domain/exchange.ts';
import { DAY, HOUR, MINUTE, toIso } from '../../../shared/domain/time.ts';
import { FRESHNESS_LIMIT } from '../../../shared/domain/timeframe.ts';
import type { EngineContext } from '../context.ts';
import { listCoverage } from './coverage.ts';

/** Returns a length of time the way a person says it: `6 min`, `2 h`, `7 d`. */
export function spell(ms: number): string {
  if (ms < HOUR) return `${Math.round(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return `${Math.round((ms / HOUR) * 10) / 10} h`;
  return `${Math.round((ms / DAY) * 10) / 10} d`;
}

/** Says in sentences what keeps a series from being ok, with the numbers. */
export function issuesOf(series: SeriesCoverage, now: number): string[] {
  const issues: string[] = [];
  if (series.candles === 0) issues.push('no candles are stored; run a backfill');
  const limit = FRESHNESS_LIMIT[series.timeframe];
  if (series.ageMs !== null && series.ageMs > limit) {
    issues.push(`the last candle closed ${spell(series.ageMs)} ago; fresh means at most ${spell(limit)}`);
  }
  const wanted = wantedFrom(series, now);
  if (series.candles > 0 && series.ledgerFrom !== null && series.ledgerFrom > wanted) {
    issues.push(`history starts at ${toIso(series.ledgerFrom)}; ${series.historyDays} days are wanted`);
  }
  if (series.candles > 0 && series.openMissing > 0) {
    issues.push(`${series.openMissing} of ${series.expected} candles are missing in ${series.gaps} gaps`);
  }
  return issues;
}

/**
 * Judges the series by the seeds' criteria. A deep run also reads every candle and compares it with the ledgers, and
 * lets SQLite check the whole file.
 */
export async function verify(
  context: EngineContext,
  { deep = false, ...filter }: SeriesFilter & { deep?: boolean | undefined },
  signal: AbortSignal,
): Promise<VerifyReport> {
  const { store, clock, exchangeClock } = context;
  const exchanges = new Set((await listCoverage(context, filter)).map(({ exchange }) => exchange));
  // Freshness is a matter of exchange time; without the venue the last known offset has to do.
  await Promise.all(
    EXCHANGES.filter((one) => exchanges.has(one)).map((one) => exchangeClock.sync(one, signal)),
  );
  const fileFaults = deep ? await store.scan.checkFile() : [];
  const series: VerifyReport['series'] = [];
  for (const coverage of await listCoverage(context, filter)) {
    const issues = issuesOf(coverage, exchangeClock.now(coverage.exchange));
    const deepIssues = deep ? (await store.scan.deepCheck(coverage)).problems : [];
    // What the ledgers say is worth nothing where they do not agree with the candles.
    const status = deepIssues.length > 0 && coverage.status === 'ok' ? 'incomplete' : coverage.status;
    series.push({ ...coverage, status, issues: [...issues, ...deepIssues] });
  }
  for (const fault of fileFaults) {
    await context.journal.event('critical', 'verify', 'store-damaged', `the store file is damaged: ${fault}`);
    for (const one of series) one.issues.push(`the store file is damaged: ${fault}`);
  }
  const overall = fileFaults.length > 0 ? 'incomplete' : overallStatus(series);
  return { overall, at: clock.now(), deep, series };
}
