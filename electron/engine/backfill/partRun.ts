import {
  type Interval,
  type IntervalSet,
  intersect,
  subtract,
  union,
} from '../../../shared/domain/interval.ts';
import type { JobPart, JobState } from '../../../shared/domain/job.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { FeedError } from '../ports/feed.ts';
import { feedProblem } from '../problemOf.ts';
import { candlesIn, nextPage } from './pagePlan.ts';
import type { Pass } from './pass.ts';

/** Pages in a row that may fail before the venue is taken to be out of reach and the part stops asking. */
const FAILURES_IN_A_ROW = 4;

/** Errors that every page of the series would meet. */
const FATAL: ReadonlySet<FeedError['kind']> = new Set(['unknown-symbol', 'unsupported']);

export type PartProgress = Pick<JobPart, 'total' | 'settled' | 'stored' | 'requests' | 'reached' | 'problem'>;

/** One page to fetch: the window to ask for, and what is missing in it. */
export type PageTask = Readonly<{ window: Interval; missing: IntervalSet; pass: Pass }>;

/** How a part ended. */
export type PartEnd = Extract<JobState, 'done' | 'incomplete' | 'failed'>;

/**
 * Does the work of a job on one series, pass by pass and newest first. The store is its only memory: what is open in
 * the gap ledger (or not among the job's batches) is left to do, so a run that is killed goes on where it was, and
 * nothing that is settled is asked for twice.
 */
export interface PartRun {
  readonly part: JobPart;
  readonly progress: PartProgress;
  /** The next page that nobody is fetching, or null when there is none at this moment. */
  take(): PageTask | null;
  /** Fetches and stores one page taken before. Rejects with a StoreError only. */
  fetch(task: PageTask, isFocus: boolean, signal: AbortSignal): Promise<void>;
  /** Moves to the next pass, or tells how it ended; only when no page is being fetched. */
  advance(): Promise<PartEnd | null>;
}

/** What the passes that count still have before them. */
async function workAhead(passes: readonly Pass[], range: Interval): Promise<IntervalSet[]> {
  const ahead: IntervalSet[] = [];
  for (const pass of passes) ahead.push(pass.counts ? await pass.todo(range) : []);
  return ahead;
}

/** Starts the work of `passes` on a part; `range` is what of it may be asked for now. */
export async function startPartRun(
  part: JobPart,
  range: Interval,
  passes: readonly Pass[],
): Promise<PartRun> {
  const step = durationOf(part.timeframe);
  const ahead = await workAhead(passes, range);
  let current = 0;
  let todo: IntervalSet = passes[0] === undefined ? [] : await passes[0].todo(range);
  let busy: IntervalSet = [];
  let failed: IntervalSet = [];
  /** What each pass has asked for since the first one last ended: an answer may leave things as they are. */
  let asked: IntervalSet[] = passes.map(() => []);
  let begun = 0;
  let failures = 0;
  let answers = 0;
  let lastError: FeedError | null = null;

  const found = candlesIn(ahead.reduce(union, []), step);
  // A part that has not asked for anything yet was estimated; one that goes on keeps what it began with.
  const total = part.requests === 0 ? found : Math.max(part.total, found);
  const progress: { -readonly [K in keyof PartProgress]: PartProgress[K] } = {
    total,
    settled: total - found,
    stored: part.stored,
    requests: part.requests,
    reached: part.reached,
    problem: null,
  };

  const count = (): void => {
    const present = passes[current]?.counts === true ? union(todo, busy) : [];
    const open = ahead.slice(current + 1).reduce(union, union(present, failed));
    progress.settled = Math.max(progress.settled, total - candlesIn(open, step));
  };

  const isFatal = (): boolean => lastError !== null && FATAL.has(lastError.kind);
  const isStopped = (): boolean => isFatal() || failures >= FAILURES_IN_A_ROW;

  const giveUp = async ({ window, missing, pass }: PageTask, error: FeedError): Promise<void> => {
    failures += 1;
    lastError = error;
    progress.problem = feedProblem(error);
    failed = union(failed, missing);
    await pass.failed(window, error);
  };

  const settle = async ({ window, pass }: PageTask, settled: IntervalSet): Promise<void> => {
    failures = 0;
    answers += 1;
    progress.reached = window.from;
    // The rest of the window, if the answer stopped short of it, goes back to what is to be done.
    const left = subtract(await pass.todo(window), union(settled, asked[current]!));
    todo = union(todo, left);
  };

  const finish = (): PartEnd => {
    if (isFatal() || (answers === 0 && lastError?.transient === false)) return 'failed';
    return failed.length > 0 || todo.length > 0 ? 'incomplete' : 'done';
  };

  /** Turns to a pass if there is something to do for it. */
  const turnTo = async (index: number): Promise<boolean> => {
    const pass = passes[index]!;
    if (begun < index) await pass.begin?.();
    begun = Math.max(begun, index);
    if (index === 0) asked[0] = [];
    const next = subtract(await pass.todo(range), union(failed, asked[index]!));
    if (next.length === 0) return false;
    if (index === 0) asked = passes.map(() => []);
    current = index;
    todo = next;
    return true;
  };

  return {
    part,
    progress,
    take: () => {
      const pass = passes[current];
      if (pass === undefined || isStopped()) return null;
      const window = pass.nextPage === undefined ? nextPage(todo, step, pass.pageSize) : pass.nextPage(todo);
      if (window === null) return null;
      const task = { window, missing: intersect(todo, [window]), pass };
      todo = subtract(todo, task.missing);
      busy = union(busy, task.missing);
      return task;
    },
    fetch: async (task, isFocus, signal) => {
      const { window, missing, pass } = task;
      try {
        progress.requests += 1;
        const answer = await pass.fetch(window, missing, isFocus ? 'focus' : 'history', signal);
        if (answer.ok) {
          progress.stored += answer.value.stored;
          asked[current] = union(asked[current]!, answer.value.settled);
          await settle(task, answer.value.settled);
        } else if (answer.error.kind !== 'cancelled') await giveUp(task, answer.error);
        else todo = union(todo, missing);
      } catch (error) {
        todo = union(todo, missing);
        throw error;
      } finally {
        busy = subtract(busy, missing);
        count();
      }
    },
    advance: async () => {
      if (isStopped()) return finish();
      if (todo.length > 0) return null;
      // The ledger has the last word: the trader may have opened gaps again that this run had passed.
      for (let index = 0; index < passes.length; index += 1) if (await turnTo(index)) return null;
      return finish();
    },
  };
}
