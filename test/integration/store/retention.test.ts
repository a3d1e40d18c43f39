import { expect, it } from 'vitest';
import { KEPT_FOR } from '../../../electron/store/repositories/retention.ts';
import { JobId } from '../../../shared/domain/job.ts';
import { DAY } from '../../../shared/domain/time.ts';
import { openDirectStore } from '../../helpers/directStore.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';

const NOW = MONDAY + 1_000 * DAY;

const jobId = (n: number): JobId => JobId.parse(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);

/** A store with many old and a few new rows of everything that is told about the work. */
async function openFilled() {
  const store = openDirectStore();
  const { read, write, db } = store;
  const series = await addSeries({ read, write });
  const addJob = (n: number, createdAt: number, state: 'done' | 'paused') => {
    const part = { seriesId: series.id, from: MONDAY, until: MONDAY + DAY };
    write.addJob({ id: jobId(n), kind: 'backfill', priority: 0, createdAt, parts: [part] });
    write.updateJob(jobId(n), { state });
  };
  for (let n = 0; n < 1_000; n += 1) {
    const at = n < 700 ? NOW - 800 * DAY + n : NOW - DAY + n;
    addJob(n, at, n === 3 ? 'paused' : 'done');
    write.addEvent({ at, type: 't', severity: 'info', component: 'c', message: 'm' });
    write.addAudit({ at, actor: 'window', action: 'a', subject: 's', detail: null });
    write.addCanaryDay({ seriesId: series.id, day: n, checkedAt: at, candles: 24, changed: 0 });
  }
  const page = pageOf(series, sampleCandles(MONDAY, 3_600_000, 10), { exchangeTime: NOW });
  write.writePage({ ...page, jobId: jobId(0) });
  const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  return { ...store, count };
}

it('lets what is too old go, a few rows at a time, and keeps the newest jobs and every open one', async () => {
  const { write, read, count } = await openFilled();
  const steps: number[] = [];
  for (;;) {
    const gone = write.forgetOld(NOW);
    if (gone === 0) break;
    steps.push(gone);
  }
  expect(Math.max(...steps)).toBeLessThanOrEqual(800);
  // 300 new ones, and the newest of the old ones up to the number that is always kept; the paused one is among neither.
  expect(count('job')).toBe(KEPT_FOR.newestJobs + 1);
  expect(count('job_part')).toBe(KEPT_FOR.newestJobs + 1);
  expect(read.job(jobId(3))?.state).toBe('paused');
  expect(read.job(jobId(999))?.state).toBe('done');
  for (const table of ['system_event', 'audit_log', 'canary_day']) expect(count(table)).toBe(300);
});

it('never touches candles, nor the batches of a job that is gone', async () => {
  const { write, read, count } = await openFilled();
  while (write.forgetOld(NOW) > 0);
  expect(read.job(jobId(0))).toBeNull();
  expect(count('candle')).toBe(10);
  expect(count('ingest_batch')).toBe(1);
});

it('keeps an old job that was taken up again and has ended lately', async () => {
  const { write, read } = await openFilled();
  write.updateJob(jobId(7), { state: 'done', finishedAt: NOW - DAY });
  while (write.forgetOld(NOW) > 0);
  expect(read.job(jobId(7))?.state).toBe('done');
  expect(read.job(jobId(8))).toBeNull();
});

it('finds nothing in a young store', () => {
  expect(openDirectStore().write.forgetOld(MONDAY)).toBe(0);
});
