import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { JobId, JobPart } from '../../../shared/domain/job.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { Result } from '../../../shared/lib/result.ts';
import type { PageTask, PartEnd, PartRun } from '../backfill/partRun.ts';

/** A part in the hands of a runner. */
export type RunningPart = Readonly<{
  jobId: JobId;
  part: JobPart;
  priority: number;
  /** Aborted when the job is paused or cancelled. */
  signal: AbortSignal;
  /** Order of arrival: what came first goes first among equals. */
  order: number;
}>;

export type RunnerEvents = Readonly<{
  prepare(running: RunningPart): Promise<Result<PartRun, string>>;
  progressed(running: RunningPart, run: PartRun): void;
  ended(running: RunningPart, end: PartEnd, problem: string | null, run: PartRun | null): Promise<void>;
  /** The store failed under the part: nothing that writes can go on. */
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
export function createVenueRunner(exchange: ExchangeId, on: RunnerEvents) {
  const entries = new Set<Entry>();
  const waiting = new Set<{ isIdle(): boolean; resolve(): void }>();
  let focus: SeriesId | null = null;
  let busy = 0;

  const rank = (a: Entry, b: Entry): number =>
    Number(b.running.part.seriesId === focus) - Number(a.running.part.seriesId === focus) ||
    b.running.priority - a.running.priority ||
    a.running.order - b.running.order;

  const isBlocked = (entry: Entry, ranked: readonly Entry[]): boolean =>
    ranked.some(
      (other) =>
        other !== entry &&
        other.running.part.seriesId === entry.running.part.seriesId &&
        (other.run !== null || other.settling || other.running.order < entry.running.order),
    );

  const leave = (entry: Entry): void => {
    entries.delete(entry);
    pump();
  };

  const prepare = async (entry: Entry): Promise<void> => {
    const { running } = entry;
    try {
      const prepared = await on.prepare(running);
      if (running.signal.aborted) return leave(entry);
      if (!prepared.ok) {
        await on.ended(running, 'failed', prepared.error, null);
        return leave(entry);
      }
      entry.run = prepared.value;
      on.progressed(running, prepared.value);
      await settle(entry);
    } catch (error) {
      await on.storeFailed(running, error);
      leave(entry);
    } finally {
      entry.settling = false;
      busy -= 1;
      pump();
    }
  };

  /** With no page under way: on to the next pass, or the end. */
  const settle = async (entry: Entry): Promise<void> => {
    if (entry.run === null || !entries.has(entry)) return;
    const end = await entry.run.advance();
    if (end === null) return;
    on.progressed(entry.running, entry.run);
    await on.ended(entry.running, end, entry.run.progress.problem, entry.run);
    leave(entry);
  };

  const fetch = async (entry: Entry, run: PartRun, task: PageTask): Promise<void> => {
    const { running } = entry;
    try {
      await run.fetch(task, running.part.seriesId === focus, running.signal);
      on.progressed(running, run);
      if (entry.pages === 1 && !running.signal.aborted) {
        entry.settling = true;
        await settle(entry);
      }
    } catch (error) {
      if (entries.has(entry)) await on.storeFailed(running, error);
      leave(entry);
    } finally {
      entry.pages -= 1;
      entry.settling = false;
      busy -= 1;
      if (running.signal.aborted && entry.pages === 0) entries.delete(entry);
      pump();
    }
  };

  const startEntry = (entry: Entry, ranked: readonly Entry[]): boolean => {
    if (entry.settling || entry.running.signal.aborted) return false;
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
    exchange,
    add: (running: RunningPart): void => {
      entries.add({ running, run: null, pages: 0, settling: false });
      pump();
    },
    /** Forgets the parts of a job whose signal has been aborted; their last pages end by themselves. */
    drop: (jobId: JobId): void => {
      for (const entry of [...entries]) {
        if (entry.running.jobId === jobId && entry.pages === 0 && !entry.settling) entries.delete(entry);
      }
      pump();
    },
    setPriority: (jobId: JobId, priority: number): void => {
      for (const entry of entries) {
        if (entry.running.jobId === jobId) entry.running = { ...entry.running, priority };
      }
    },
    focus: (seriesId: SeriesId | null): void => {
      focus = seriesId;
    },
    /** Resolves once no page and no preparation of this job is under way any more. */
    idle: (jobId: JobId): Promise<void> =>
      new Promise((resolve) => {
        const isIdle = (): boolean => ![...entries].some((entry) => entry.running.jobId === jobId);
        if (isIdle()) resolve();
        else waiting.add({ isIdle, resolve });
      }),
  };
}

export type VenueRunner = ReturnType<typeof createVenueRunner>;
