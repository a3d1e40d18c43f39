import type { RepairPlan } from '../../../shared/contract/calls/gaps.ts';
import type { Job } from '../../../shared/domain/job.ts';
import { englishOf } from '../../../shared/words/problems.ts';
import { startBackend } from '../../backend.ts';
import type { Backend } from '../../engine/ports/backend.ts';
import { CommandFailure, Interrupted, unlessInterrupted } from '../failure.ts';
import { followJob } from '../followJob.ts';
import { table } from '../output.ts';
import type { Run, Session } from '../program.ts';
import { jobDocument, planDocument } from '../reports.ts';
import { type FilterOptions, filterOf, unwrap } from './reading.ts';

export type RepairOptions = FilterOptions & Readonly<{ dryRun?: boolean; secondSource?: boolean }>;

const NOTHING = 'Nothing to repair.';

function planText(plan: RepairPlan): string {
  const rows = plan.series.map((one) => [
    one.exchange,
    one.symbol,
    one.timeframe,
    String(one.gaps),
    String(one.missing),
    String(one.requests),
    String(one.weight),
  ]);
  const titles = ['exchange', 'symbol', 'tf', 'gaps', 'candles', 'requests', 'weight'];
  const align = ['left', 'left', 'left', 'right', 'right', 'right', 'right'] as const;
  const alone = `left alone: ${plan.confirmed} gaps the venue has confirmed to be empty, ${plan.waiting} that wait for their time`;
  if (rows.length === 0) return `${NOTHING}\n${alone}`;
  const total = `${plan.missing} candles in ${plan.gaps} gaps: ${plan.requests} requests, about ${Math.ceil(plan.seconds)} s`;
  return [table(titles, rows, align), total, alone].join('\n');
}

/** What a repair without options would still have to do: gaps that can be asked for, now or later. */
async function leftOf(backend: Backend, session: Session, options: RepairOptions) {
  const { gaps, missing, confirmed, waiting } = unwrap(
    await backend.handlers['gaps.plan'](filterOf(options), session.signal),
  );
  return { gaps, missing, waiting, confirmed };
}

async function repairGaps(backend: Backend, session: Session, options: RepairOptions): Promise<Job | null> {
  const request = { ...filterOf(options), secondSource: options.secondSource === true };
  const { jobId } = unwrap(await backend.handlers['gaps.repair'](request, session.signal));
  if (session.signal.aborted) throw new Interrupted();
  if (jobId === null) return null;
  const job = await followJob(backend, jobId, session);
  if (job.state === 'paused') throw new CommandFailure(englishOf(job.problem) ?? 'the repair was paused');
  return job;
}

async function run(backend: Backend, session: Session, options: RepairOptions): Promise<number> {
  const { output, signal } = session;
  const request = { ...filterOf(options), secondSource: options.secondSource === true };
  const plan = unwrap(await backend.handlers['gaps.plan'](request, signal));
  const isDry = options.dryRun === true;
  if (!output.json && !isDry) output.note(planText(plan));
  const job = isDry || plan.gaps === 0 ? null : await repairGaps(backend, session, options);
  const left = await leftOf(backend, session, options);
  const stored = job?.parts.reduce((sum, part) => sum + part.stored, 0) ?? 0;
  const summary = `${stored} candles stored; ${left.gaps} gaps left to repair, ${left.waiting} wait for their time, ${left.confirmed} are empty at the venue`;
  output.answer(
    { plan: planDocument(plan), ...(job === null ? {} : { job: jobDocument(job) }), left },
    isDry ? planText(plan) : summary,
  );
  return left.gaps + left.waiting === 0 ? 0 : 1;
}

/** `repair`: fills gaps, the plan first; `--dry-run` stops after the plan. */
export const repair: Run<RepairOptions> = async (session, options) => {
  const { dataDir, version, log } = session;
  const backend = await startBackend({ dataDir, version, log }, 'cli');
  try {
    return await unlessInterrupted(session.signal, run(backend, session, options));
  } catch (error) {
    if (error instanceof Interrupted)
      session.output.note('Stopped. Run the same command again to go on where it was.');
    throw error;
  } finally {
    await backend.close();
  }
};
