import { jobFraction } from '../../../shared/domain/job.ts';
import { toIso } from '../../../shared/domain/time.ts';
import type { Run } from '../program.ts';
import { reading, unwrap } from './reading.ts';

/** `status`: jobs, series and the store, in a few lines. */
export const status: Run<object> = (session) =>
  reading(session, async ({ handlers, storeBytes }) => {
    const { jobs } = unwrap(await handlers['jobs.list']({ limit: 10 }, session.signal));
    const { series } = unwrap(await handlers['coverage.list']({}, session.signal));
    const counts: Record<string, number> = {};
    for (const one of series) counts[one.status] = (counts[one.status] ?? 0) + 1;
    const bytes = await storeBytes();
    const document = {
      dataDir: session.dataDir,
      storeBytes: bytes,
      series: series.length,
      statuses: counts,
      jobs: jobs.map((job) => ({
        id: job.id,
        kind: job.kind,
        state: job.state,
        createdAt: toIso(job.createdAt),
        fraction: jobFraction(job.parts),
        series: job.parts.length,
        problem: job.problem,
      })),
    };
    const lines = [
      `data      ${session.dataDir} (${(bytes / 1024 / 1024).toFixed(1)} MB)`,
      `series    ${series.length}${
        series.length === 0
          ? ''
          : ` (${Object.entries(counts)
              .map(([name, n]) => `${n} ${name}`)
              .join(', ')})`
      }`,
      ...document.jobs.map(
        (job) =>
          `job       ${job.createdAt} ${job.kind} of ${job.series} series: ${job.state}, ${Math.floor(job.fraction * 100)} %${job.problem === null ? '' : ` (${job.problem})`}`,
      ),
    ];
    session.output.answer(document, lines.join('\n'));
    return 0;
  });
