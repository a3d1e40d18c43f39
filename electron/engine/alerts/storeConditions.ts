import { type CoverageLimits, freshnessOf, type SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { Job } from '../../../shared/domain/job.ts';
import type { CheckReport } from '../../../shared/domain/quality.ts';
import type { ScheduledTask } from '../../../shared/domain/schedule.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { DAY, type EpochMs } from '../../../shared/domain/time.ts';
import { type Condition, gather } from './condition.ts';

/** A failed job is a matter for the trader for so long; it stays in the list of jobs. */
const JOB_MATTERS_MS = DAY;

/** Series that should be fresh and are not. */
export const staleConditions = (series: readonly SeriesCoverage[], limits: CoverageLimits): Condition[] =>
  gather(
    'series-stale',
    series
      .filter(({ tracked, status }) => tracked && status === 'stale')
      .map((one) => ({
        kind: 'series-stale',
        subject: seriesName(one),
        name: `${one.symbol} ${one.timeframe}`,
        exchange: one.exchange,
        seriesId: one.id,
        params: { ageMs: one.ageMs, limitMs: freshnessOf(one.timeframe, limits) },
      })),
  );

export function diskConditions(freeBytes: number | null, limitBytes: number | null): Condition[] {
  if (freeBytes === null || limitBytes === null || freeBytes >= limitBytes) return [];
  return [
    {
      kind: 'disk-space',
      subject: 'disk',
      exchange: null,
      seriesId: null,
      params: { freeBytes, limitBytes },
    },
  ];
}

const failure = (
  what: 'task' | 'job',
  name: string,
  subject: string,
  told: Condition['params'],
): Condition => ({
  kind: 'task-failed',
  subject,
  exchange: null,
  seriesId: null,
  params: { ...told, what, name },
});

/** Tasks whose last run failed. One that a crash cut off is told by the crash itself, and runs again. */
export const taskConditions = (tasks: readonly ScheduledTask[]): Condition[] =>
  tasks.flatMap(({ id, kind, lastRun, export: order }) => {
    if (lastRun?.result !== 'failed' || lastRun.summary?.code === 'interrupted') return [];
    const told = { problem: '', ...lastRun.summary?.params };
    // There are several exports, and one that fails says nothing of the others.
    if (order !== null) return [failure('task', kind, `${kind} ${id}`, { ...told, of: order.preset })];
    return [failure('task', kind, kind, told)];
  });

/** Jobs that failed lately and have not been tried again. */
export const jobConditions = (jobs: readonly Job[], now: EpochMs): Condition[] =>
  jobs
    .filter(({ state, finishedAt }) => state === 'failed' && now - (finishedAt ?? 0) < JOB_MATTERS_MS)
    .map(({ kind, id, problem }) =>
      failure('job', kind, `${kind} ${id.slice(0, 8)}`, { problem: problem ?? '' }),
    );

/** The newest check of the ledgers, while it has found something. */
export function contradictionConditions(report: CheckReport | undefined): Condition[] {
  if (report?.result !== 'found') return [];
  const series = report.series.filter(({ found }) => found > 0).length;
  return [
    {
      kind: 'data-contradiction',
      subject: 'ledger',
      exchange: null,
      seriesId: null,
      params: { found: report.found, series },
    },
  ];
}
