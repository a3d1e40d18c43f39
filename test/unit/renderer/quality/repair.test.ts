import { describe, expect, test } from 'vitest';
import { canUndo } from '../../../../renderer/features/jobs/progress.ts';
import { addPlans, createRepairStore } from '../../../../renderer/features/repair/repairStore.ts';
import {
  barTarget,
  inPortions,
  spanTarget,
  stretchesOf,
} from '../../../../renderer/features/stretch/stretchTarget.ts';
import type { RepairPlan } from '../../../../shared/contract/calls/gaps.ts';
import type { SeriesId } from '../../../../shared/domain/series.ts';
import { DAY, HOUR } from '../../../../shared/domain/time.ts';
import { sampleCoverage, sampleGap, sampleJob } from '../../../helpers/samples.ts';
import { scriptedClient } from '../../../helpers/scriptedClient.ts';

const plan = (change: Partial<RepairPlan> = {}): RepairPlan => ({
  series: [],
  gaps: 2,
  missing: 30,
  requests: 3,
  weight: 6,
  seconds: 1.5,
  confirmed: 1,
  waiting: 0,
  ...change,
});
const jobId = '00000000-0000-4000-8000-000000000001';
const stretch = { seriesId: 1 as SeriesId, from: 0, until: DAY };

describe('a target', () => {
  const hours = sampleCoverage({ timeframe: '1h' });
  test('of one bar is the bar a time lies in, which can be inspected', () => {
    expect(barTarget(hours, 2 * HOUR + 5)).toEqual({
      label: 'bitget BTCUSDT 1h',
      stretches: [{ seriesId: 1, from: 2 * HOUR, until: 3 * HOUR }],
      candle: { seriesId: 1, openTime: 2 * HOUR },
    });
  });

  test('of a measure holds both ends, whichever was first', () => {
    const { stretches, candle } = spanTarget(hours, 5 * HOUR, 2 * HOUR);
    expect(stretches).toEqual([{ seriesId: 1, from: 2 * HOUR, until: 6 * HOUR }]);
    expect(candle).toBeNull();
  });

  test('of gaps joins neighbours and keeps series apart', () => {
    const gap = (seriesId: number, hour: number) =>
      sampleGap({ seriesId: seriesId as SeriesId, from: hour * HOUR, to: hour * HOUR });
    expect(stretchesOf([gap(1, 3), gap(2, 0), gap(1, 1), gap(1, 2)])).toEqual([
      { seriesId: 1, from: HOUR, until: 4 * HOUR },
      { seriesId: 2, from: 0, until: HOUR },
    ]);
  });

  test('too large for one request takes several, and loses nothing', () => {
    const many = Array.from({ length: 2_345 }, (_, i) => ({ ...stretch, from: i }));
    const portions = inPortions(many);
    expect(portions.map(({ length }) => length)).toEqual([1_000, 1_000, 345]);
    expect(portions.flat()).toEqual(many);
  });
});

describe('a repair', () => {
  test('is planned before it is started, and planned again for other options', async () => {
    const { client, asked, last } = scriptedClient();
    const store = createRepairStore(client);
    store.open({ label: 'all', stretches: [stretch] });
    expect(last('gaps.plan').request).toEqual({
      includeConfirmed: false,
      secondSource: false,
      stretches: [stretch],
    });
    store.choose({ includeConfirmed: true });
    const [stale, fresh] = [asked[0]!, asked[1]!];
    await fresh.answer(plan({ gaps: 3 }));
    await stale.answer(plan({ gaps: 2 }));
    expect(store.getState().plan.value?.gaps, 'the plan of the options that are shown').toBe(3);
    const started = store.start();
    expect(last('gaps.repair').request).toMatchObject({ includeConfirmed: true });
    await last('gaps.repair').answer({ jobId });
    expect(await started).toBe(1);
    expect(store.getState().scope).toBeNull();
    store.dispose();
  });

  test('of nothing starts nothing', async () => {
    const { client, last } = scriptedClient();
    const store = createRepairStore(client);
    store.open({ label: 'all', stretches: null });
    expect(last('gaps.plan').request).not.toHaveProperty('stretches');
    const started = store.start();
    await last('gaps.repair').answer({ jobId: null });
    expect(await started).toBe(0);
    store.dispose();
  });

  test('of several portions has the sum of their plans', () => {
    expect(addPlans([plan(), plan({ waiting: 4 })])).toEqual(
      plan({ gaps: 4, missing: 60, requests: 6, weight: 12, seconds: 3, confirmed: 2, waiting: 4 }),
    );
  });
});

test('only what repairs and fetches again can be taken back, once, and only after its end', () => {
  const done = sampleJob({ kind: 'repair', state: 'done' });
  expect(canUndo(done)).toBe(true);
  expect(canUndo({ ...done, kind: 'refetch', state: 'incomplete' })).toBe(true);
  expect(canUndo({ ...done, kind: 'backfill' })).toBe(false);
  expect(canUndo({ ...done, state: 'running' })).toBe(false);
  expect(canUndo({ ...done, undone: true })).toBe(false);
});
