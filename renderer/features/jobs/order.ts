import { isFinished, type Job, type JobId } from '../../../shared/domain/job.ts';

/** The contract's own bounds of a priority. */
const HIGHEST = 100;
const LOWEST = -100;

export type NewPriority = Readonly<{ jobId: JobId; priority: number }>;

/** Compares two open jobs as the engine takes them: by priority, then in order of arrival. */
export const compareTurns = (a: Job, b: Job): number => b.priority - a.priority || a.createdAt - b.createdAt;

/** Returns the open jobs in the order of their turns. */
export const openInOrder = (jobs: readonly Job[]): readonly Job[] =>
  jobs.filter((job) => !isFinished(job.state)).sort(compareTurns);

/** Returns the lowest priority that lets `job` go before `next`, and is not below the one it has. */
const before = (job: Job, next: Job, priorityOfNext: number): number =>
  Math.max(job.priority, priorityOfNext + (job.createdAt < next.createdAt ? 0 : 1));

/** Returns the priorities that bring jobs into this order, changing as few of them as that takes. */
function prioritiesFor(order: readonly Job[]): readonly number[] {
  const priorities = order.map((job) => job.priority);
  const last = order.length - 1;
  // The last one may have a higher priority than the one that now goes before it: it keeps the lowest of all.
  if (last >= 0) priorities[last] = Math.min(...priorities);
  for (let i = last - 1; i >= 0; i -= 1) priorities[i] = before(order[i]!, order[i + 1]!, priorities[i + 1]!);
  const over = Math.max(0, (priorities[0] ?? 0) - HIGHEST);
  return priorities.map((priority) => Math.max(LOWEST, priority - over));
}

/** Returns what to ask of the engine so that a job's turn comes one place sooner (-1) or later (1). */
export function moveTurn(jobs: readonly Job[], jobId: JobId, step: -1 | 1): readonly NewPriority[] {
  const open = openInOrder(jobs);
  const from = open.findIndex((job) => job.id === jobId);
  const to = from + step;
  if (from < 0 || to < 0 || to >= open.length) return [];
  const moved = open[from]!;
  const order = open.toSpliced(from, 1).toSpliced(to, 0, moved);
  const priorities = prioritiesFor(order);
  return order.flatMap((job, i) =>
    job.priority === priorities[i] ? [] : [{ jobId: job.id, priority: priorities[i]! }],
  );
}
