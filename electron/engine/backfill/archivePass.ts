import { type CandleColumns, sliceCandles } from '../../../shared/domain/candle.ts';
import type { FileMapping, FileReport } from '../../../shared/domain/import.ts';
import { type Interval, subtract } from '../../../shared/domain/interval.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { fail, succeed } from '../../../shared/lib/result.ts';
import type { ArchiveFile, CandleArchive, DownloadedFile } from '../ports/archive.ts';
import type { FeedError } from '../ports/feed.ts';
import type { ImportFiles } from '../ports/files.ts';
import { feedProblem, problemOf } from '../problemOf.ts';
import { createArchivePlan } from './archivePlan.ts';
import type { Pass } from './pass.ts';
import { type Asking, askVenue, gapTimes, tellOutcome } from './venuePass.ts';

/** The archive, and who reads its files off the main thread. */
export type ArchiveSource = Readonly<{ archive: CandleArchive; files: Pick<ImportFiles, 'read'> }>;

const CANCELLED: FeedError = { kind: 'cancelled', transient: false, message: 'the request was cancelled' };

/** Twelve columns, times in ms or µs (the reader tells), a heading in recent files and none in old ones (#283). */
const mappingOf = ({ symbol, timeframe }: ArchiveFile): FileMapping => ({
  dialect: 'binance-archive',
  exchange: 'binance',
  symbol,
  timeframe,
  time: 0,
  clock: null,
  open: 1,
  high: 2,
  low: 3,
  close: 4,
  volume: 5,
  unit: 'ms',
  zone: 'UTC',
  stamp: 'open',
});

/** Cuts ascending candles to what was asked for: a file may begin before the listing, or be of another month. */
function within(candles: CandleColumns, { from, until }: Interval): CandleColumns {
  const times = candles.openTime;
  const first = times.findIndex((time) => time >= from);
  const end = times.findIndex((time) => time >= until);
  return sliceCandles(candles, first < 0 ? times.length : first, end < 0 ? times.length : end);
}

/** What a person should know of the file: what it was to the last bit, and which of its rows were left out and why. */
function notesOf({ sha256 }: DownloadedFile, { issues }: FileReport): string {
  const left = issues.map(({ kind, count }) => `${count} ${kind}`);
  return [`sha256:${sha256}`, ...left].join('; ');
}

/** Why a file that was read is not taken. */
const fileProblem = ({ problem, problemCode }: FileReport): Problem => ({
  code: 'file',
  fault: problemCode ?? 'no-candles',
  detail: problem ?? 'it holds no candles',
});

/** Names of the files this job has read of this series: its batches are its memory after a crash. */
async function filesRead({ context, part, jobId }: Asking): Promise<string[]> {
  const batches = await context.store.read.batchesOfJob(jobId, part.seriesId, Number.MAX_SAFE_INTEGER);
  return batches.flatMap(({ origin, request }) =>
    origin === 'archive' && request !== null ? [request.replace(/^.*\//, '').replace(/\.zip$/, '')] : [],
  );
}

/**
 * Returns how a series of Binance is asked for with its archive first: files where they save requests, pages of the
 * exchange for the rest. A file never proves that a candle does not exist: whatever it lacks stays open in the ledger
 * and is asked of the exchange. A file is stored in one transaction, so it is there or it is not.
 */
export async function askArchiveFirst(
  asking: Asking,
  { archive, files }: ArchiveSource,
): Promise<Omit<Pass, 'todo' | 'counts'>> {
  const { context, feed, part, jobId, range } = asking;
  const { store, clock, journal, publish } = context;
  const { seriesId, symbol, timeframe } = part;
  const venue = askVenue(asking, {});
  const plan = createArchivePlan({
    subject: { symbol, timeframe },
    range,
    now: feed.now(),
    pageSize: venue.pageSize,
    read: await filesRead(asking),
  });

  /** Takes note of what became of a file, and tells when the archive is not asked any more because of it. */
  const end = async (file: ArchiveFile, how: 'read' | 'absent' | 'failed'): Promise<void> => {
    const wasOff = plan.isOff();
    plan.ended(file, how);
    if (wasOff || !plan.isOff()) return;
    const [severity, why] =
      how === 'failed' ? (['warning', 'fails'] as const) : (['info', 'has-none'] as const);
    await journal.event(severity, 'backfill', { type: 'archive-off', series: seriesName(part), why });
  };

  /** Leaves a file out, and tells the trader why. */
  const giveUp = async (file: ArchiveFile, problem: Problem): Promise<void> => {
    const left = {
      type: 'archive-file-unusable',
      series: seriesName(part),
      file: file.name,
      problem,
    } as const;
    await journal.event('warning', 'backfill', left);
    await end(file, 'failed');
  };

  /** Reads a file that has come, off the main thread; says why where it cannot be used. Rejects when `signal` aborts. */
  const read = async (file: ArchiveFile, path: string, signal: AbortSignal) => {
    const request = { path, mapping: mappingOf(file), now: feed.now() };
    try {
      const { report, candles } = await files.read(request, () => undefined, signal);
      return candles === null ? fail(fileProblem(report)) : succeed({ report, candles });
    } catch (error) {
      signal.throwIfAborted();
      return fail(problemOf(error));
    }
  };

  const write = async (
    file: DownloadedFile,
    candles: CandleColumns,
    report: FileReport,
    window: Interval,
  ): Promise<number> => {
    const outcome = await store.write.writePage({
      seriesId,
      timeframe,
      candles,
      answered: null,
      exchangeTime: feed.now(),
      asked: window,
      provider: feed.exchange,
      request: file.request,
      receivedAt: clock.now(),
      origin: 'archive',
      jobId,
      notes: notesOf(file, report),
    });
    publish('coverage.changed', { seriesIds: [seriesId] });
    await tellOutcome(asking, outcome);
    return outcome.inserted;
  };

  /** Fetches one file; returns how many candles were new, null when `signal` ended it. */
  const takeFile = async (
    file: ArchiveFile,
    window: Interval,
    signal: AbortSignal,
  ): Promise<number | null> => {
    const got = await archive.download(file, signal);
    if (!got.ok) {
      if (got.error.kind === 'cancelled') return null;
      await giveUp(file, feedProblem(got.error));
      return 0;
    }
    const downloaded = got.value;
    if (downloaded === null) {
      await end(file, 'absent');
      return 0;
    }
    try {
      const found = await read(file, downloaded.path, signal);
      if (!found.ok) {
        await giveUp(file, found.error);
        return 0;
      }
      const { candles, report } = found.value;
      const inserted = await write(downloaded, within(candles, window), report, window);
      await end(file, 'read');
      return inserted;
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    } finally {
      await archive.drop(downloaded);
    }
  };

  return {
    ...venue,
    nextPage: (todo) => plan.next(todo)?.window ?? null,
    fetch: async (window, missing, priority, signal) => {
      const file = plan.fileOf(window);
      if (file === null) return venue.fetch(window, missing, priority, signal);
      const stored = await takeFile(file, window, signal).finally(() => plan.ended(file, 'stopped'));
      if (stored === null) return fail(CANCELLED);
      const open = await gapTimes(context, part, window, ({ state }) => state === 'open');
      return succeed({ settled: subtract([window], open), stored });
    },
  };
}
