import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_FORM, formOf, limitsOf } from '../../../../renderer/features/limits/limitsForm.ts';
import { createLimitsStore } from '../../../../renderer/features/limits/limitsStore.ts';
import { DEFAULT_LIMITS, QualityLimits } from '../../../../shared/domain/quality.ts';
import { MINUTE } from '../../../../shared/domain/time.ts';
import { TIMEFRAMES } from '../../../../shared/domain/timeframe.ts';
import { scriptedClient } from '../../../helpers/scriptedClient.ts';

test('the defaults are an empty form, and an empty form is the defaults', () => {
  expect(limitsOf(DEFAULT_FORM)).toEqual({ limits: DEFAULT_LIMITS, problems: null });
});

test('limits survive the way into the form and out again', () => {
  const timeframe = fc.constantFrom(...TIMEFRAMES);
  const limits = fc.record({
    freshnessMs: fc.dictionary(
      timeframe,
      fc.integer({ min: 1, max: 100_000 }).map((n) => n * MINUTE),
    ),
    requiredDays: fc.dictionary(timeframe, fc.integer({ min: 1, max: 10_000 })),
    jump: fc.integer({ min: 1, max: 10_000 }).map((n) => n / 1_000),
    flatMinutes: fc.integer({ min: 2, max: 10_000 }),
  });
  fc.assert(
    fc.property(limits, (some) => {
      const read = limitsOf(formOf(some as QualityLimits));
      expect(read.problems).toBeNull();
      expect(read.limits!.jump).toBeCloseTo(some.jump, 9);
      expect({ ...read.limits, jump: 0 }).toEqual({ ...some, jump: 0 });
      expect(QualityLimits.safeParse(read.limits).success).toBe(true);
    }),
    { seed: 4, numRuns: 100 },
  );
});

test('what is wrong is told field by field, and a comma is a point', () => {
  const form = {
    ...DEFAULT_FORM,
    freshness: { '1m': 'six', '5m': '0', '1h': '  ' },
    days: { '1d': '20000', '4h': '1.5' },
  };
  expect(limitsOf({ ...form, jump: '7,5', flatMinutes: '1' }).problems).toEqual({
    'freshness.1m': 'not-a-number',
    'freshness.5m': 'too-small',
    'days.1d': 'too-large',
    'days.4h': 'not-a-number',
    flatMinutes: 'too-small',
  });
  expect(limitsOf({ ...DEFAULT_FORM, jump: '7,5' }).limits?.jump).toBe(0.075);
});

test('nothing is sent that the form refuses, and a problem goes away as soon as it is mended', async () => {
  const { client, asked, last } = scriptedClient();
  const store = createLimitsStore(client);
  void store.open();
  await last('quality.limits').answer(DEFAULT_LIMITS);
  store.change({ jump: '' });
  expect(store.getState().problems, 'not while it is typed').toEqual({});
  expect(await store.save()).toBe(false);
  expect(asked).toEqual([]);
  expect(store.getState().problems).toEqual({ jump: 'not-a-number' });
  store.change({ jump: '12' });
  expect(store.getState().problems).toEqual({});
  const saved = store.save();
  expect(last('quality.setLimits').request).toEqual({ ...DEFAULT_LIMITS, jump: 0.12 });
  await last('quality.setLimits').answer(DEFAULT_LIMITS);
  expect(await saved).toBe(true);
  expect(store.getState().isOpen).toBe(false);
});
