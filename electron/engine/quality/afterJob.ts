import type { VerifyReport } from '../../../shared/contract/calls.ts';
import { overallStatus } from '../../../shared/domain/coverage.ts';
import type { EventFact } from '../../../shared/domain/eventFact.ts';
import type { Job } from '../../../shared/domain/job.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import type { EngineContext } from '../context.ts';
import { seriesToCheck } from './checks/checkRun.ts';
import { suspiciousCheck } from './checks/suspiciousCheck.ts';
import { flagForReview } from './review.ts';
import { judge } from './verify.ts';

export type AfterJob = Readonly<{
  /** Verifies the series of a job that is about to end; looks through what it brought afterwards. Never rejects. */
  jobEnds(job: Job): Promise<void>;
  /** Ends a search that is under way; what it had not reached is searched the next time. */
  stop(): Promise<void>;
}>;

/** Series named in one event; the report has all of them. */
const NAMED = 5;

function factOfBad({ kind }: Job, { series }: VerifyReport): EventFact {
  const bad = series.filter(({ status }) => status !== 'ok');
  const named = bad
    .slice(0, NAMED)
    .map((one) => ({ series: seriesName(one), status: one.status, issues: one.issues }));
  return { type: 'verify-not-ok', job: kind, bad: bad.length, total: series.length, named };
}

/** Looks at what jobs leave behind: whether their series are good now, and whether what came is believable. */
export function createAfterJob(context: EngineContext): AfterJob {
  const { store, clock, journal, log } = context;
  const ending = new AbortController();
  let searching: Promise<void> = Promise.resolve();

  const guarded = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.error(`${what} after a job failed`, { error: String(error) });
    }
  };

  const verify = async (job: Job): Promise<void> => {
    const series = await judge(context, {}, new Set(job.parts.map(({ seriesId }) => seriesId)));
    if (series.length === 0) return;
    const report: VerifyReport = { overall: overallStatus(series), at: clock.now(), deep: false, series };
    await store.write.addReport(report);
    if (report.overall === 'ok') return;
    await journal.event('warning', 'verify', factOfBad(job, report));
  };

  const search = async (job: Job): Promise<void> => {
    const ids = new Set(job.parts.map(({ seriesId }) => seriesId));
    const request = { kind: 'suspicious' } as const;
    const findings = suspiciousCheck({
      context,
      request,
      series: (await seriesToCheck(context, request)).filter(({ id }) => ids.has(id)),
      signal: ending.signal,
      keeps: true,
      requests: { left: Number.POSITIVE_INFINITY },
      progress: () => undefined,
      flag: async (items) => {
        await flagForReview(context, items);
      },
    });
    for await (const { found } of findings) if (found > 0) log.info('candles were flagged', { found });
  };

  return {
    jobEnds: async (job) => {
      await guarded('verification', () => verify(job));
      searching = searching.then(() => guarded('the search', () => search(job)));
    },
    stop: async () => {
      ending.abort();
      await searching;
    },
  };
}
