import type { CallReceived } from '../../../shared/contract/calls.ts';
import type { CheckKind, CheckReport } from '../../../shared/domain/quality.ts';
import type { EngineContext } from '../context.ts';
import { problemOf } from '../problemOf.ts';
import { aggregateCheck } from './checks/aggregateCheck.ts';
import { canaryCheck } from './checks/canaryCheck.ts';
import { type Check, type CheckRun, seriesToCheck } from './checks/checkRun.ts';
import { ledgerCheck } from './checks/ledgerCheck.ts';
import { suspiciousCheck } from './checks/suspiciousCheck.ts';
import { flagForReview } from './review.ts';

export type CheckRequest = CallReceived<'checks.run'>;

/** How far a check is, in candles (the canary: days). */
export type CheckProgress = (done: number, total: number) => void;

const CHECKS: Readonly<Record<CheckKind, Check>> = {
  ledger: ledgerCheck,
  aggregate: aggregateCheck,
  canary: canaryCheck,
  suspicious: suspiciousCheck,
};

type Found = Omit<CheckReport, 'id'>;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function resultOf({ problem, found }: Pick<Found, 'problem' | 'found'>, signal: AbortSignal) {
  if (signal.aborted) return 'cancelled';
  if (problem !== null) return 'failed';
  return found > 0 ? 'found' : 'ok';
}

/** Collects what a check yields; a store that fails in the middle leaves what was found until then. */
async function collect(check: Check, run: CheckRun): Promise<Pick<Found, 'series' | 'problem'>> {
  const series: Found['series'] = [];
  try {
    for await (const finding of check(run)) series.push(finding);
    const unanswered = series.flatMap(({ issues }) => issues).find(({ code }) => code === 'not-answered');
    const isNothing = series.length > 0 && series.every(({ checked }) => checked === 0);
    return { series, problem: isNothing && unanswered?.code === 'not-answered' ? unanswered.problem : null };
  } catch (error) {
    run.context.log.error('a check failed', { kind: run.request.kind, error: messageOf(error) });
    return { series, problem: problemOf(error) };
  }
}

/** `maxRequests` is a limit no check goes beyond; null, or without it, there is none. */
export type CheckOptions = Readonly<{ keeps?: boolean; maxRequests?: number | null }>;

/**
 * Runs a deep check to its end and keeps its report; rejects only where that cannot be kept. Aborting ends it soon as
 * `cancelled` with what was found so far. `keeps` is false for a program that only reads: nothing is flagged then, and
 * the report has the id 1 and is gone.
 */
export async function runCheck(
  context: EngineContext,
  request: CheckRequest,
  signal: AbortSignal,
  onProgress: CheckProgress = () => undefined,
  { keeps = true, maxRequests = null }: CheckOptions = {},
): Promise<CheckReport> {
  const { store, clock, journal, publish } = context;
  const startedAt = clock.now();
  const run: CheckRun = {
    context,
    request,
    signal,
    keeps,
    requests: { left: maxRequests ?? Number.POSITIVE_INFINITY },
    series: await seriesToCheck(context, request),
    progress: (done, total) => {
      publish('checks.progress', { kind: request.kind, done, total });
      onProgress(done, total);
    },
    flag: async (items) => {
      if (keeps) await flagForReview(context, items);
    },
  };
  const { series, problem } = await collect(CHECKS[request.kind], run);
  const sum = (field: 'checked' | 'found'): number => series.reduce((total, one) => total + one[field], 0);
  const counts = { checked: sum('checked'), found: sum('found') };
  const report: Found = {
    kind: request.kind,
    startedAt,
    finishedAt: clock.now(),
    result: resultOf({ problem, found: counts.found }, signal),
    ...counts,
    problem,
    series,
  };
  if (!keeps) return { ...report, id: 1 };
  const id = await store.write.addCheckReport(report);
  if (problem !== null) {
    await journal.event('error', 'quality', { type: 'check-failed', check: request.kind, problem });
  }
  return { ...report, id };
}
