import type { JobId } from '../../../shared/domain/job.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { Log } from '../../platform/log.ts';
import type { PartChange, StoreClient } from '../ports/store.ts';

/** Progress is written this often: it is for the reader; what is left to do is in the gap ledger anyway. */
const EVERY_MS = 500;

type Kept = { jobId: JobId; seriesId: SeriesId; change: PartChange };

export type ProgressKeeper = Readonly<{
  keep(jobId: JobId, seriesId: SeriesId, change: PartChange): void;
  keepNow(jobId: JobId, seriesId: SeriesId, change: PartChange): Promise<void>;
  flush(jobId: JobId): Promise<void>;
}>;

/** Writes the progress of parts to the store, the latest state of each at most twice a second. */
export function createProgressKeeper(write: StoreClient['write'], log: Log): ProgressKeeper {
  const due = new Map<string, Kept>();
  let timer: NodeJS.Timeout | null = null;
  const key = (jobId: JobId, seriesId: SeriesId): string => `${jobId} ${seriesId}`;

  const put = async ({ jobId, seriesId, change }: Kept): Promise<void> => {
    try {
      await write.updateJobPart(jobId, seriesId, change);
    } catch (error) {
      log.warn('the progress of a job could not be kept', { jobId, seriesId, error: String(error) });
    }
  };
  const flush = async (isWanted: (kept: Kept) => boolean): Promise<void> => {
    for (const name of [...due.keys()]) {
      // Looked up only now: while the one before was written, this one may have been written by another hand.
      const kept = due.get(name);
      if (kept === undefined || !isWanted(kept)) continue;
      due.delete(name);
      await put(kept);
    }
  };

  return {
    keep: (jobId, seriesId, change) => {
      due.set(key(jobId, seriesId), { jobId, seriesId, change });
      if (timer !== null) return;
      timer = setTimeout(() => {
        timer = null;
        void flush(() => true);
      }, EVERY_MS);
    },
    keepNow: async (jobId, seriesId, change) => {
      due.delete(key(jobId, seriesId));
      await put({ jobId, seriesId, change });
    },
    flush: (jobId) => flush((kept) => kept.jobId === jobId),
  };
}
