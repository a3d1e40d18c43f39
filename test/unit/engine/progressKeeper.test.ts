import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createProgressKeeper } from '../../../electron/engine/jobs/progressKeeper.ts';
import type { PartChange, StoreClient } from '../../../electron/engine/ports/store.ts';
import { silentLog } from '../../../electron/platform/log.ts';
import { JobId } from '../../../shared/domain/job.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';

const jobId = JobId.parse('00000000-0000-4000-8000-000000000001');
const [first, second] = [1, 2] as [SeriesId, SeriesId];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('never writes older progress over newer, not even while it is writing', async () => {
  const written: [SeriesId, PartChange['state']][] = [];
  const writing: (() => void)[] = [];
  const updateJobPart = (_: JobId, seriesId: SeriesId, { state }: PartChange): Promise<void> => {
    written.push([seriesId, state]);
    return new Promise((resolve) => writing.push(resolve));
  };
  const keeper = createProgressKeeper({ updateJobPart } as StoreClient['write'], silentLog);
  keeper.keep(jobId, first, { state: 'running' });
  keeper.keep(jobId, second, { state: 'running' });
  vi.runOnlyPendingTimers();
  void keeper.keepNow(jobId, second, { state: 'done' });
  for (const end of writing.splice(0)) end();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(written).toEqual([
    [first, 'running'],
    [second, 'done'],
  ]);
});
