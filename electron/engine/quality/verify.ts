import type { SeriesFilter, VerifyReport } from '../../../shared/contract/calls.ts';
import { overallStatus, type SeriesCoverage } from '../../../shared/domain/coverage.ts';
import { EXCHANGES } from '../../../shared/domain/exchange.ts';
import type { Issue } from '../../../shared/domain/issue.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EngineContext } from '../context.ts';
import { deepIssuesOf } from './checks/ledgerCheck.ts';
import { listCoverage } from './coverage.ts';
import { issuesOf } from './issues.ts';
import { readLimits } from './limits.ts';

type VerifyRequest = SeriesFilter & { deep?: boolean | undefined };
type Judged = VerifyReport['series'][number];

/** Freshness is a matter of exchange time; without the venue the last known offset has to do. */
async function syncClocks(
  { exchangeClock }: EngineContext,
  all: readonly SeriesCoverage[],
  signal: AbortSignal,
): Promise<void> {
  const exchanges = new Set(all.map(({ exchange }) => exchange));
  await Promise.all(
    EXCHANGES.filter((one) => exchanges.has(one)).map((one) => exchangeClock.sync(one, signal)),
  );
}

/** Judges some series by what their ledgers say, without asking anybody. */
export async function judge(
  context: EngineContext,
  filter: SeriesFilter,
  only?: ReadonlySet<SeriesId>,
): Promise<Judged[]> {
  const { store, exchangeClock } = context;
  const limits = await readLimits(context);
  const all = await listCoverage(context, filter, limits);
  return Promise.all(
    all
      .filter(({ id }) => only === undefined || only.has(id))
      .map(async (series) => {
        const gaps = series.openMissing > 0 ? await store.read.gaps(series.id) : [];
        return {
          ...series,
          issues: issuesOf(series, exchangeClock.now(series.exchange), limits, gaps),
        };
      }),
  );
}

/**
 * Judges the series by the seeds' criteria. A deep run also reads every candle and compares it with the ledgers, and
 * lets SQLite check the whole file. Aborted, it ends soon and answers null: half a verification says nothing.
 */
export async function verify(
  context: EngineContext,
  { deep = false, ...filter }: VerifyRequest,
  signal: AbortSignal,
): Promise<VerifyReport | null> {
  const { store, clock, journal } = context;
  await syncClocks(context, await listCoverage(context, filter), signal);
  const fileFaults = deep ? await store.scan.checkFile() : [];
  const damage = fileFaults.map((fault): Issue => ({ code: 'file-damaged', fault }));
  const series: Judged[] = [];
  for (const one of await judge(context, filter)) {
    if (signal.aborted) return null;
    const found = deep ? await deepIssuesOf(context, one, signal) : [];
    // What the ledgers say is worth nothing where they do not agree with the candles.
    const status = found.length > 0 && one.status === 'ok' ? 'incomplete' : one.status;
    series.push({ ...one, status, issues: [...one.issues, ...found, ...damage] });
  }
  if (signal.aborted) return null;
  for (const fault of fileFaults) await journal.event('critical', 'verify', { type: 'store-damaged', fault });
  const overall = fileFaults.length > 0 ? 'incomplete' : overallStatus(series);
  return { overall, at: clock.now(), deep, series };
}
