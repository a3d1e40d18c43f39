import { type Interval, type IntervalSet, intersect, subtract } from '../../../shared/domain/interval.ts';
import { DAY, type EpochMs } from '../../../shared/domain/time.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { ArchiveFile } from '../ports/archive.ts';
import { dayFile, monthFile, type Subject } from './archiveFiles.ts';
import { candlesIn, nextPage } from './pagePlan.ts';

/** A file is two requests, it and its checksum: it is worth them where the exchange would be asked more often. */
const REQUESTS_OF_A_FILE = 2;
/** Days of one month that may not be there before the rest of its days is left to the exchange. */
const ABSENT_DAYS = 2;
/** Files in a row that may not be there, or fail, before the archive is taken not to have the symbol, or to be down. */
const ABSENT_IN_A_ROW = 6;
const FAILED_IN_A_ROW = 2;

/** What is asked for next: a file of the archive, or (null) a page of the exchange. */
export type ArchiveStep = Readonly<{ window: Interval; file: ArchiveFile | null }>;

export type ArchivePlan = Readonly<{
  /** The next piece of `todo`, newest first; null when nothing is left that is not being fetched as a file. */
  next(todo: IntervalSet): ArchiveStep | null;
  /** The file that a window handed out by `next` stands for, while it is being fetched. */
  fileOf(window: Interval): ArchiveFile | null;
  /** Takes note of what became of a file; what it did not bring is asked of the exchange. `stopped` may come again. */
  ended(file: ArchiveFile, how: 'read' | 'absent' | 'failed' | 'stopped'): void;
  /** The archive is not asked any more: it has nothing, or cannot be reached. */
  isOff(): boolean;
}>;

export type ArchivePlanOptions = Readonly<{
  subject: Subject;
  /** What may be asked for at all. */
  range: Interval;
  /** Exchange time: a file appears when its period is over. */
  now: EpochMs;
  /** Most candles a page of the exchange can hold at `from`. */
  pageSize(from: EpochMs): number;
  /** Names of files that were read before: what they lack is not in them. */
  read?: readonly string[];
}>;

/**
 * Chooses file by file: the month's once the month is over, else the day's; a month that is not there by its days. What
 * no file has, or would take no more than two pages, is a page of the exchange, which never reaches into a file's time.
 */
export function createArchivePlan({
  subject,
  range,
  now,
  pageSize,
  read = [],
}: ArchivePlanOptions): ArchivePlan {
  const step = durationOf(subject.timeframe);
  const done = new Set(read);
  const absent = new Set<string>();
  const absentDays = new Map<string, number>();
  const underway = new Map<string, { file: ArchiveFile; window: Interval }>();
  let absentInARow = 0;
  let failedInARow = 0;

  const isOff = (): boolean => absentInARow >= ABSENT_IN_A_ROW || failedInARow >= FAILED_IN_A_ROW;

  const fileAt = (time: EpochMs): ArchiveFile | null => {
    const month = monthFile(subject, time);
    if (done.has(month.name)) return null;
    if (month.until <= now && !absent.has(month.name)) return month;
    if ((absentDays.get(month.name) ?? 0) >= ABSENT_DAYS) return null;
    const day = dayFile(subject, time);
    return day.until <= now && !done.has(day.name) && !absent.has(day.name) ? day : null;
  };

  /** The file that is worth fetching for what is missing around `time`, with what of it may be asked for. */
  const worthwhileAt = (time: EpochMs, todo: IntervalSet): (ArchiveStep & { file: ArchiveFile }) | null => {
    const page = REQUESTS_OF_A_FILE * pageSize(time);
    // Most timeframes have too few candles in a month; they are not looked at day by day.
    if (isOff() || (31 * DAY) / step <= page) return null;
    const file = fileAt(time);
    if (file === null) return null;
    const [window] = intersect([file], [range]);
    if (window === undefined || candlesIn(intersect(todo, [window]), step) <= page) return null;
    return { file, window };
  };

  /** Where a page that ends at `until` has to begin at the earliest, not to reach into a file's time. */
  const boundOf = (page: Interval, todo: IntervalSet): EpochMs => {
    for (let time = page.until - 1; time >= page.from; time = Math.floor(time / DAY) * DAY - 1) {
      const found = worthwhileAt(time, todo);
      if (found !== null) return found.window.until;
    }
    return page.from;
  };

  const pageOf = (todo: IntervalSet): ArchiveStep | null => {
    const page = nextPage(todo, step, pageSize);
    if (page === null) return null;
    const busy = [...underway.values()].map(({ window }) => window.until).filter((end) => end < page.until);
    const from = Math.max(page.from, boundOf(page, todo), ...busy);
    const [first] = intersect(todo, [{ from, until: page.until }]);
    return { window: { from: first!.from, until: page.until }, file: null };
  };

  return {
    next: (todo) => {
      const fetching = [...underway.values()].map(({ window }) => window);
      const free = fetching.reduce<IntervalSet>((left, window) => subtract(left, [window]), todo);
      const newest = free.at(-1);
      if (newest === undefined) return null;
      const found = worthwhileAt(newest.until - step, free);
      if (found === null) return pageOf(free);
      underway.set(found.file.name, found);
      return found;
    },
    fileOf: ({ from, until }) => {
      for (const { file, window } of underway.values())
        if (window.from === from && window.until === until) return file;
      return null;
    },
    ended: (file, how) => {
      underway.delete(file.name);
      if (how === 'stopped') return;
      absentInARow = how === 'absent' ? absentInARow + 1 : 0;
      failedInARow = how === 'failed' ? failedInARow + 1 : 0;
      if (how !== 'absent') {
        done.add(file.name);
        return;
      }
      absent.add(file.name);
      if (file.period === 'month') return;
      const month = monthFile(subject, file.from).name;
      absentDays.set(month, (absentDays.get(month) ?? 0) + 1);
    },
    isOff,
  };
}
