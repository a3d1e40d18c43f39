import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { isFinished, type Job, type JobId, type JobPart } from '../../../shared/domain/job.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import { startBackend } from '../../backend.ts';
import type { Backend } from '../../engine/ports/backend.ts';
import { CommandFailure } from '../failure.ts';
import type { Run, Session } from '../program.ts';
import { partLine, progressLine } from '../progressLine.ts';
import { verifyDocument } from '../reports.ts';
import { unwrap } from './reading.ts';
import { showReport } from './verify.ts';

export type BackfillOptions = Readonly<{
  exchange: ExchangeId;
  symbols: string[];
  timeframes: Timeframe[];
  days?: number;
  from?: number;
  to?: number;
  verify?: boolean;
}>;

const INTERRUPTED = 130;

/** Follows a job to its end or to the interruption, whichever comes first. */
function follow(backend: Backend, jobId: JobId, { output, signal }: Session): Promise<Job | null> {
  const told = new Set<JobPart['seriesId']>();
  return new Promise((resolve) => {
    const show = (job: Job): void => {
      for (const part of job.parts) {
        if (!isFinished(part.state) || told.has(part.seriesId)) continue;
        told.add(part.seriesId);
        output.note(partLine(part));
      }
      if (isFinished(job.state) || job.state === 'paused') settle(job);
      else output.progress(progressLine(job));
    };
    const stop = backend.on('jobs.changed', ({ jobs }) => {
      const mine = jobs.find((job) => job.id === jobId);
      if (mine !== undefined) show(mine);
    });
    const interrupt = (): void => settle(null);
    const settle = (job: Job | null): void => {
      stop();
      signal.removeEventListener('abort', interrupt);
      resolve(job);
    };
    signal.addEventListener('abort', interrupt);
    if (signal.aborted) return interrupt();
    // The job may have ended before anybody listened.
    void backend.handlers['jobs.get']({ jobId }, signal).then((answer) => {
      if (answer.ok) show(answer.value.job);
    });
  });
}

const summary = (job: Job) => ({
  job: job.id,
  state: job.state,
  series: job.parts.map((part) => ({
    exchange: part.exchange,
    symbol: part.symbol,
    timeframe: part.timeframe,
    state: part.state,
    stored: part.stored,
    requests: part.requests,
    problem: part.problem,
  })),
});

async function run(backend: Backend, session: Session, options: BackfillOptions): Promise<number> {
  const { output, signal } = session;
  const { exchange, symbols, timeframes, days, from, to: until } = options;
  const range = {
    ...(days === undefined ? {} : { days }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  };
  const request = { exchange, symbols, timeframes, ...range };
  const { jobId } = unwrap(await backend.handlers['backfill.start'](request, signal));
  const job = await follow(backend, jobId, session);
  if (job === null) {
    output.note('Stopped. Run the same command again to go on where it was.');
    return INTERRUPTED;
  }
  if (job.state === 'paused') throw new CommandFailure(job.problem ?? 'the backfill was paused');
  const code = job.state === 'done' ? 0 : 1;
  const done = job.parts.filter((part) => part.state === 'done').length;
  const text = `${done} of ${job.parts.length} series done, ${job.parts.reduce((sum, part) => sum + part.stored, 0)} candles stored`;
  if (options.verify !== true) {
    output.answer(summary(job), text);
    return code;
  }
  const report = unwrap(await backend.handlers['verify.run']({ exchange, symbols, timeframes }, signal));
  if (output.json) {
    output.answer({ ...summary(job), verify: verifyDocument(report) }, '');
    return report.overall === 'ok' ? code : 1;
  }
  output.note(text);
  return Math.max(code, showReport(output, report));
}

/** `backfill`: downloads history into the store; what was started before goes on where it stopped. */
export const backfill: Run<BackfillOptions> = async (session, options) => {
  if (options.days !== undefined && (options.from !== undefined || options.to !== undefined)) {
    throw new CommandFailure('Say either --days or --from and --to, not both.');
  }
  const { dataDir, version, log } = session;
  const backend = await startBackend({ dataDir, version, log }, 'cli');
  const stopTelling = backend.on('events.logged', ({ events }) => {
    for (const event of events) {
      if (event.severity !== 'info') session.output.note(`${event.severity}: ${event.message}`);
    }
  });
  try {
    const first = options.symbols[0];
    session.output.note(
      `Backfill of ${options.symbols.length === 1 ? first : `${options.symbols.length} symbols`}, ${options.timeframes.join(', ')}, from ${options.exchange}`,
    );
    return await run(backend, session, options);
  } finally {
    stopTelling();
    await backend.close();
  }
};
