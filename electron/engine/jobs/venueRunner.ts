import type { JobId, JobPart } from '../../../shared/domain/job.ts';
import type { SeriesProblem } from '../../../shared/domain/problem.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { Result } from '../../../shared/lib/result.ts';
import type { PageTask, PartEnd, PartRun } from '../backfill/partRun.ts';
import type { JobWork } from './work.ts';

/** A part in the hands of a runner. */
export type RunningPart = Readonly<{
  jobId: JobId;
  part: JobPart;
  work: JobWork;
  priority: number;
  /** Aborted when the job is paused or cancelled. */
  signal: AbortSignal;
  /** Order of arrival: what came first goes first among equals. */
  order: number;
}>;

export type RunnerEvents = Readonly<{
  /** The series the trader looks at. */
  focus(): SeriesId | null;
  prepare(running: RunningPart): Promise<Result<PartRun, SeriesProblem>>;
  progressed(running: RunningPart, run: PartRun): void;
  ended(
    running: RunningPart,
    end: PartEnd,
    problem: SeriesProblem | null,
    run: PartRun | null,
  ): Promise<void>;
  /** The store failed under the part, which has been dropped. */
  storeFailed(running: RunningPart, error: unknown): Promise<void>;
}>;

/** Pages of one venue that are fetched at once: one is parsed and stored while two travel. */
const SLOTS = 3;

type Entry = { running: RunningPart; run: PartRun | null; pages: number; settling: boolean };

/**
 * Runs the parts of one venue page by page. After every page the most wanted part goes next: what the trader looks
 * at, then by priority, then in order of arrival. Two parts of one series never run side by side, so no page is
 * fetched twice.
 */
export function createVenueRunner(on: RunnerEvents) {
  const entries = new Set<Entry>();
  const waiting = new Set<{ isIdle(): boolean; resolve(): void }>();
  let busy = 0;

  const isFocus = ({ running }: Entry): boolean => running.part.seriesId === on.focus();
  const rank = (a: Entry, b: Entry): number =>
    Number(isFocus(b)) - Number(isFocus(a)) ||
    b.running.priority - a.running.priority ||
    a.running.order - b.running.order;

  const isBlocked = (entry: Entry, ranked: readonly Entry[]): boolean =>
    ranked.some(
      (other) =>
        other !== entry &&
        other.running.part.seriesId === entry.running.part.seriesId &&
        (other.run !== null || other.settling || other.running.order < entry.running.order),
    );

  const isStopped = ({ running }: Entry): boolean => running.signal.aborted;

  const prepare = async (entry: Entry): Promise<void> => {
    const { running } = entry;
    try {
      const prepared = await on.prepare(running);
      if (isStopped(entry)) return;
      if (prepared.ok) {
        entry.run = prepared.value;
        on.progressed(running, prepared.value);
        await settle(entry, prepared.value);
      } else {
        await on.ended(running, 'failed', prepared.error, null);
        entries.delete(entry);
      }
    } catch (error) {
      if (entries.delete(entry)) await on.storeFailed(running, error);
    } finally {
      release(entry);
    }
  };

  /** With no page under way: on to the next pass, or the end. */
  const settle = async (entry: Entry, run: PartRun): Promise<void> => {
    const end = await run.advance();
    if (end === null) return;
    on.progressed(entry.running, run);
    await on.ended(entry.running, end, run.progress.problem, run);
    entries.delete(entry);
  };

  const fetch = async (entry: Entry, run: PartRun, task: PageTask): Promise<void> => {
    const { running } = entry;
    try {
      await run.fetch(task, isFocus(entry), running.signal);
      // Another page of the part may have failed meanwhile and ended it.
      if (!entries.has(entry)) return;
      on.progressed(running, run);
      if (entry.pages === 1 && !isStopped(entry)) {
        entry.settling = true;
        await settle(entry, run);
      }
    } catch (error) {
      if (entries.delete(entry)) await on.storeFailed(running, error);
    } finally {
      entry.pages -= 1;
      release(entry);
    }
  };

  /** Gives the slot back. A part that was stopped meanwhile is gone with the last thing it was doing. */
  const release = (entry: Entry): void => {
    entry.settling = false;
    busy -= 1;
    if (isStopped(entry) && entry.pages === 0) entries.delete(entry);
    pump();
  };

  const startEntry = (entry: Entry, ranked: readonly Entry[]): boolean => {
    if (entry.settling || isStopped(entry)) return false;
    if (entry.run === null) {
      if (isBlocked(entry, ranked)) return false;
      entry.settling = true;
      busy += 1;
      void prepare(entry);
      return true;
    }
    const task = entry.run.take();
    if (task === null) return false;
    entry.pages += 1;
    busy += 1;
    void fetch(entry, entry.run, task);
    return true;
  };

  /** Starts the most wanted piece of work; tells whether there was any. */
  const startOne = (): boolean => {
    const ranked = [...entries].toSorted(rank);
    return ranked.some((entry) => startEntry(entry, ranked));
  };

  const pump = (): void => {
    while (busy < SLOTS && startOne());
    for (const one of waiting) {
      if (!one.isIdle()) continue;
      waiting.delete(one);
      one.resolve();
    }
  };

  return {
    add: (running: RunningPart): void => {
      entries.add({ running, run: null, pages: 0, settling: false });
      pump();
    },
    /**
     * Forgets the parts of a job whose signal has been aborted. Resolves once no page and no preparation of it is under
     * way any more; those end by themselves.
     */
    drop: (jobId: JobId): Promise<void> => {
      const ofJob = (): Entry[] => [...entries].filter((entry) => entry.running.jobId === jobId);
      for (const entry of ofJob()) if (entry.pages === 0 && !entry.settling) entries.delete(entry);
      return new Promise((resolve) => {
        waiting.add({ isIdle: () => ofJob().length === 0, resolve });
        pump();
      });
    },
    setPriority: (jobId: JobId, priority: number): void => {
      for (const entry of entries) {
        if (entry.running.jobId === jobId) entry.running = { ...entry.running, priority };
      }
    },
  };
}

export type VenueRunner = ReturnType<typeof createVenueRunner>;
