import { isFinished, type Job, jobFraction } from '../../../shared/domain/job.ts';
import { toIso } from '../../../shared/domain/time.ts';
import { englishOf } from '../../../shared/words/problems.ts';
import type { LiveReport } from '../../engine/live/liveReport.ts';
import type { Run } from '../program.ts';
import { liveDocument } from '../reports.ts';
import { reading, unwrap } from './reading.ts';

/** A job that was under way when its program ended is still called running in the store; nobody runs it. */
const stateOf = ({ state }: Job, hasWriter: boolean): string =>
  hasWriter || isFinished(state) || state === 'paused' ? state : 'stopped';

/** Before its parts have been prepared nobody knows how much a job has to do. */
const fractionOf = ({ state, parts }: Job): number =>
  isFinished(state) || parts.some(({ total }) => total > 0) ? jobFraction(parts) : 0;

const jobRow = (job: Job, hasWriter: boolean) => ({
  id: job.id,
  kind: job.kind,
  state: stateOf(job, hasWriter),
  createdAt: toIso(job.createdAt),
  fraction: fractionOf(job),
  series: job.parts.length,
  problem: englishOf(job.problem),
});

const jobLine = (job: ReturnType<typeof jobRow>): string => {
  const problem = job.problem === null ? '' : ` (${job.problem})`;
  const percent = Math.floor(job.fraction * 100);
  return `job       ${job.createdAt} ${job.kind} of ${job.series} series: ${job.state}, ${percent} %${problem}`;
};

const liveLines = ({ running, paused, mode, series, venues }: LiveReport): string[] => {
  if (!running)
    return series.length === 0 ? [] : [`live      off; ${series.length} series are to be kept live`];
  const states: Record<string, number> = {};
  for (const { state } of series) states[state] = (states[state] ?? 0) + 1;
  const inWords = Object.entries(states).map(([name, n]) => `${n} ${name}`);
  return [
    `live      ${paused ? 'paused' : mode}: ${inWords.join(', ') || 'no series'}`,
    ...venues.map(
      ({ exchange, socket, latencyMs, reconnects, lastError }) =>
        `          ${exchange} socket ${socket}, ${latencyMs === null ? 'no candle yet' : `${(latencyMs / 1000).toFixed(1)} s behind the close`}, ${reconnects} reconnects${lastError === null ? '' : ` (${englishOf(lastError)})`}`,
    ),
  ];
};

/** `status`: jobs, series, live ingestion and the store, in a few lines. */
export const status: Run<object> = (session) =>
  reading(session, async ({ handlers, storeBytes, live, hasWriter }) => {
    const writer = hasWriter();
    const { jobs } = unwrap(await handlers['jobs.list']({ limit: 10 }, session.signal));
    const { series } = unwrap(await handlers['coverage.list']({}, session.signal));
    const counts: Record<string, number> = {};
    for (const one of series) counts[one.status] = (counts[one.status] ?? 0) + 1;
    const bytes = await storeBytes();
    const ingestion = await live();
    const document = {
      dataDir: session.dataDir,
      storeBytes: bytes,
      writer,
      series: series.length,
      statuses: counts,
      live: liveDocument(ingestion),
      jobs: jobs.map((job) => jobRow(job, writer)),
    };
    const inWords = Object.entries(counts).map(([name, n]) => `${n} ${name}`);
    const lines = [
      `data      ${session.dataDir} (${(bytes / 1024 / 1024).toFixed(1)} MB)${writer ? ', being written to' : ''}`,
      `series    ${series.length}${inWords.length === 0 ? '' : ` (${inWords.join(', ')})`}`,
      ...liveLines(ingestion),
      ...document.jobs.map(jobLine),
    ];
    session.output.answer(document, lines.join('\n'));
    return 0;
  });
