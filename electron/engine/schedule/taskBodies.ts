import type { CheckKind } from '../../../shared/domain/quality.ts';
import type { EngineContext } from '../context.ts';
import type { FrameService } from '../frames/frameService.ts';
import { runAutoRepair } from '../gaps/autoRepair.ts';
import type { OutageExplainer } from '../gaps/outages.ts';
import type { JobService } from '../jobs/jobService.ts';
import { runCheck } from '../quality/checks.ts';
import { verify } from '../quality/verify.ts';
import { exporting } from './exporting.ts';
import { refreshMarkets } from './refreshMarkets.ts';
import { outcome, type TaskBodies, type TaskBody } from './taskBody.ts';

/** Days a check can be asked for. */
const MOST_DAYS = 1_000;

const verifying =
  (context: EngineContext, outages: OutageExplainer): TaskBody =>
  async (_task, signal) => {
    const report = await verify(context, {}, signal);
    if (report === null) return outcome('cancelled', 'cancelled');
    await context.store.write.addReport(report);
    await outages.explainAll();
    const count = (status: string): number => report.series.filter((one) => one.status === status).length;
    return outcome(report.overall === 'ok' ? 'ok' : 'found', 'verified', {
      series: report.series.length,
      ok: count('ok'),
      missing: count('missing'),
      stale: count('stale'),
      incomplete: count('incomplete'),
    });
  };

const checking =
  (context: EngineContext, kind: CheckKind): TaskBody =>
  async ({ maxRequests }, signal, progress) => {
    // A day takes at least one request; the check itself stops at the last one it may make.
    const request = { kind, ...(maxRequests === null ? {} : { days: Math.min(MOST_DAYS, maxRequests) }) };
    const onProgress = (done: number, total: number): void => progress(total === 0 ? 1 : done / total);
    const report = await runCheck(context, request, signal, onProgress, { maxRequests });
    if (report.result === 'failed') return outcome('failed', 'failed', { problem: report.problem ?? '' });
    const { checked, found, series } = report;
    return outcome(report.result, 'checked', { checked, found, series: series.length });
  };

const repairing =
  (context: EngineContext, jobs: JobService): TaskBody =>
  async ({ maxRequests }, signal, progress) => {
    const done = await runAutoRepair(context, jobs, { maxRequests }, signal, progress);
    const { jobId, state, filled, requests, left, waiting, problem } = done;
    if (jobId === null && problem === null) return outcome('ok', 'nothing-to-repair', { left, waiting });
    if (jobId === null || state === 'failed') return outcome('failed', 'failed', { problem: problem ?? '' });
    if (state === 'paused') return outcome('found', 'repair-paused', { filled, requests, left, problem });
    if (state === 'cancelled') return outcome('cancelled', 'cancelled');
    return outcome(left > 0 ? 'found' : 'ok', 'repaired', { filled, requests, left, waiting });
  };

const refreshing =
  (context: EngineContext): TaskBody =>
  async (_task, signal, progress) => {
    const { updated, delisted, unreachable, problem } = await refreshMarkets(context, signal, progress);
    if (updated + delisted === 0 && problem !== null) return outcome('failed', 'failed', { problem });
    return outcome(delisted + unreachable.length > 0 ? 'found' : 'ok', 'refreshed', {
      updated,
      delisted,
      unreachable: unreachable.length > 0 ? unreachable.join(', ') : null,
    });
  };

/** What each kind of task does. */
export const createTaskBodies = (
  context: EngineContext,
  jobs: JobService,
  outages: OutageExplainer,
  frames: FrameService,
): TaskBodies => ({
  verify: verifying(context, outages),
  'check-ledger': checking(context, 'ledger'),
  'check-aggregate': checking(context, 'aggregate'),
  'check-canary': checking(context, 'canary'),
  'check-suspicious': checking(context, 'suspicious'),
  repair: repairing(context, jobs),
  'refresh-markets': refreshing(context),
  export: exporting(frames),
});
