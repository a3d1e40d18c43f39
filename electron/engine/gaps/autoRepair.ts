import type { Stretch } from '../../../shared/contract/filters.ts';
import { type JobId, type JobState, jobFraction } from '../../../shared/domain/job.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { nextPage } from '../backfill/pagePlan.ts';
import type { EngineContext } from '../context.ts';
import type { JobService, NewPart } from '../jobs/jobService.ts';
import type { MarketFeed } from '../ports/feed.ts';
import type { LedgerGap } from '../ports/store.ts';
import { planSeriesOf, type SeriesPlan } from './plan.ts';
import { partFor, repairSpec } from './repairRequest.ts';

/** What one automatic repair did, and what it left. */
export type AutoRepairSummary = Readonly<{
  /** Null when there was nothing to ask for. */
  jobId: JobId | null;
  state: JobState | null;
  /** Gaps that were asked for, and the requests that took. */
  gaps: number;
  requests: number;
  /** Candles that were missing and are stored now. */
  filled: number;
  /** Repairable gaps that are still there: beyond the limit, or asked for in vain; and those that wait for their time. */
  left: number;
  waiting: number;
  problem: Problem | null;
}>;

export type AutoRepairLimits = Readonly<{ maxRequests: number | null }>;

type Choice = Readonly<{ series: Series; gap: LedgerGap }>;

/** Series the trader keeps; what was switched off or is no longer tracked is left alone. */
async function keptPlans(context: EngineContext): Promise<SeriesPlan[]> {
  const [plans, instruments] = await Promise.all([
    planSeriesOf(context, {}),
    context.store.read.instruments(),
  ]);
  const active = new Set(instruments.filter(({ isActive }) => isActive).map(({ id }) => id));
  return plans.filter(({ series }) => series.tracked && active.has(series.instrumentId));
}

/** Returns as much of a gap as so many pages can ask for, its newest part, and how many that takes. */
function newestPart(
  gap: LedgerGap,
  timeframe: Series['timeframe'],
  feed: MarketFeed,
  pages: number,
): Readonly<{ gap: LedgerGap; pages: number }> {
  let { until: from } = gap;
  let used = 0;
  while (from > gap.from && used < pages) {
    const left = [{ from: gap.from, until: from }];
    from = nextPage(left, durationOf(timeframe), (at) => feed.pageSize(timeframe, at))!.from;
    used += 1;
  }
  return { gap: { ...gap, from }, pages: used };
}

/** Returns the newest gaps that so many pages can ask for; of the last one, what is left of them is enough for. */
async function chosen(
  context: EngineContext,
  plans: readonly SeriesPlan[],
  limit: number,
): Promise<Choice[]> {
  const due = plans
    .flatMap(({ series, own }) => own.map((gap): Choice => ({ series, gap })))
    .toSorted((a, b) => b.gap.until - a.gap.until);
  const choices: Choice[] = [];
  let left = limit;
  for (const { series, gap } of due) {
    if (left <= 0) break;
    const feed = await context.feeds.get(series.exchange);
    const part = newestPart(gap, series.timeframe, feed, left);
    left -= part.pages;
    choices.push({ series, gap: part.gap });
  }
  return choices;
}

const stretchesOf = (choices: readonly Choice[]): Stretch[] =>
  choices.map(({ series, gap: { from, until } }) => ({ seriesId: series.id, from, until }));

function partsOf(choices: readonly Choice[]): NewPart[] {
  const bySeries = Map.groupBy(choices, ({ series }) => series.id);
  return [...bySeries.values()].flatMap((ofSeries) => {
    const part = partFor(
      ofSeries[0]!.series,
      ofSeries.map(({ gap }) => gap),
    );
    return part === null ? [] : [part];
  });
}

async function leftNow(context: EngineContext): Promise<Pick<AutoRepairSummary, 'left' | 'waiting'>> {
  const plans = await keptPlans(context);
  return {
    left: plans.reduce((sum, { own }) => sum + own.length, 0),
    waiting: plans.reduce((sum, { waiting }) => sum + waiting, 0),
  };
}

/**
 * Fills the gaps that are due, newest first, with at most so many pages, and resolves when it has ended. A gap is asked
 * for once: what comes back empty gets its second look in the next run, at another time. Aborting cancels the job;
 * what was stored stays.
 */
export async function runAutoRepair(
  context: EngineContext,
  jobs: JobService,
  { maxRequests }: AutoRepairLimits,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<AutoRepairSummary> {
  const choices = await chosen(context, await keptPlans(context), maxRequests ?? Number.POSITIVE_INFINITY);
  const none = { jobId: null, state: null, gaps: 0, requests: 0, filled: 0, problem: null };
  if (choices.length === 0 || signal.aborted) return { ...none, ...(await leftNow(context)) };
  const work = { stretches: stretchesOf(choices), secondSource: false, singleLook: true };
  const { id } = await jobs.start('repair', repairSpec(work), partsOf(choices));
  // What cannot even be cancelled, because the store takes nothing, has been paused by that already.
  const cancel = (): void => void jobs.cancel(id).catch(() => undefined);
  signal.addEventListener('abort', cancel);
  const stopWatching = jobs.watch(id, (job) => onProgress(jobFraction(job.parts)));
  try {
    const job = await jobs.atRest(id);
    const total = (pick: (part: (typeof job.parts)[number]) => number): number =>
      job.parts.reduce((sum, part) => sum + pick(part), 0);
    return {
      jobId: id,
      state: job.state,
      gaps: choices.length,
      requests: total(({ requests }) => requests),
      filled: total(({ stored }) => stored),
      problem: job.problem,
      ...(await leftNow(context)),
    };
  } finally {
    stopWatching();
    signal.removeEventListener('abort', cancel);
  }
}
