import { describe, expect, test } from 'vitest';
import { planFrame } from '../../../../electron/analysis/frame/plan.ts';
import { INDICATORS } from '../../../../electron/analysis/indicators/catalog.ts';
import {
  daysOf,
  FRESH,
  type FramesForm,
  formOf,
  problemsOf,
  suggestedName,
  toSpec,
  USUAL_CSV,
  USUAL_PARQUET,
} from '../../../../renderer/features/frames/framesForm.ts';
import { groupColumns } from '../../../../renderer/features/frames/previewColumns.ts';
import { prefixOf, relativeTo } from '../../../../renderer/features/frames/reference.ts';
import { usualSet } from '../../../../renderer/features/frames/usualSet.ts';
import { FrameSpec, INDICATOR_NAMES } from '../../../../shared/domain/frame.ts';
import { INDICATOR_PARAMS, usualIndicator } from '../../../../shared/domain/indicator.ts';
import { DAY } from '../../../../shared/domain/time.ts';

const NOW = Date.UTC(2026, 10, 21, 4);
const form = (change: Partial<FramesForm> = {}): FramesForm => ({ ...FRESH, symbol: 'ETHUSDT', ...change });

test('the parameters the window offers are those of the maths', () => {
  for (const name of INDICATOR_NAMES) {
    expect(INDICATOR_PARAMS[name], name).toEqual(INDICATORS[name].params);
    expect(INDICATORS[name].columns(usualIndicator(name).params).length).toBeGreaterThan(0);
  }
});

describe('the builder', () => {
  test('says nothing until a symbol is chosen, and then a frame the contract takes', () => {
    expect(toSpec(FRESH, NOW)).toBeNull();
    const spec = toSpec(form({ indicators: usualSet([]), joins: [{ timeframe: '5m' }] }), NOW);
    expect(FrameSpec.parse(spec)).toEqual(spec);
    expect(planFrame(spec!).problems).toEqual([]);
    expect(spec?.indicators).toHaveLength(10);
  });

  test('drops what is asked for twice and a join that is the base itself', () => {
    const spec = toSpec(
      form({
        base: '5m',
        joins: [
          { timeframe: '5m' },
          { timeframe: '1h' },
          { exchange: 'bitget', symbol: 'ETHUSDT', timeframe: '1h' },
          { exchange: 'bitget', symbol: 'BTCUSDT', timeframe: '5m' },
        ],
        indicators: [
          { id: 1, name: 'rsi', params: ['14'] },
          { id: 2, name: 'rsi', params: ['14'], timeframe: '5m' },
        ],
      }),
      NOW,
    );
    expect(spec?.joins).toEqual([{ timeframe: '1h' }, { symbol: 'BTCUSDT', timeframe: '5m' }]);
    expect(spec?.indicators).toEqual([{ name: 'rsi', params: [14] }]);
  });

  test('marks a parameter that is none, and takes a broken width written with a comma', () => {
    const bad = form({ indicators: [{ id: 7, name: 'sma', params: ['2.5'] }] });
    expect([...problemsOf(bad).indicators]).toEqual([7]);
    expect(toSpec(bad, NOW)).toBeNull();
    const bands = form({ indicators: [{ id: 7, name: 'bb', params: ['20', '2,5'] }] });
    expect(toSpec(bands, NOW)?.indicators).toEqual([{ name: 'bb', params: [20, 2.5] }]);
  });

  test('reads ranges as whole UTC days, the last of them included', () => {
    expect(toSpec(form({ range: 'days', days: '2' }), NOW)?.from).toBe(Date.UTC(2026, 10, 20));
    const dates = form({ range: 'dates', from: '2026-11-01', to: '2026-11-02' });
    expect(toSpec(dates, NOW)).toMatchObject({
      from: Date.UTC(2026, 10, 1),
      until: Date.UTC(2026, 10, 1) + 2 * DAY,
    });
    expect(problemsOf({ ...dates, to: '2026-10-01' })).toMatchObject({ to: true });
    expect(problemsOf(form({ range: 'days', days: '' }))).toMatchObject({ days: true });
    expect(problemsOf({ ...dates, from: '' })).toMatchObject({ from: true });
  });

  test('a preset fills the form so that it says the same frame again', () => {
    const whole = form({
      indicators: usualSet([]),
      features: [{ name: 'returns_1', timeframe: '1h' }],
      joins: [{ timeframe: '1h' }, { symbol: 'BTCUSDT', timeframe: '1h' }],
      fill: true,
      range: 'dates',
      from: '2026-11-01',
      to: '2026-11-02',
    });
    const spec = toSpec(whole, NOW)!;
    expect(toSpec(formOf({ spec }), NOW)).toEqual(spec);
    const rolling = formOf({ spec, days: 30 });
    expect(daysOf(rolling)).toBe(30);
    expect(toSpec(rolling, NOW + 10 * DAY)?.from).toBe(Date.UTC(2026, 10, 2));
  });

  test('adds the usual ten once', () => {
    expect(usualSet(usualSet([]))).toEqual([]);
  });

  test('names a file after the frame, or after its preset', () => {
    const spec = toSpec(form({ joins: [{ timeframe: '5m' }, { timeframe: '1h' }] }), NOW)!;
    expect(suggestedName(spec, USUAL_CSV, null)).toBe('ETHUSDT_1m_5m_1h.csv');
    expect(suggestedName(spec, USUAL_PARQUET, 'my / model')).toBe('my _ model.parquet');
  });
});

test('a reference is relative to the frame, and its prefix is the one the columns carry', () => {
  const own = { exchange: 'bitget', symbol: 'ETHUSDT', base: '1m' } as const;
  expect(relativeTo(own, { timeframe: '1m' })).toEqual({});
  const spec = toSpec(
    form({
      joins: [
        { timeframe: '5m' },
        { symbol: 'BTCUSDT', timeframe: '1m' },
        { exchange: 'binance', symbol: 'ETHUSDT', timeframe: '1h' },
      ],
    }),
    NOW,
  )!;
  const plan = planFrame(spec);
  expect(spec.joins.map((join) => prefixOf(own, join))).toEqual(plan.joined.map(({ prefix }) => prefix));
  const { groups } = groupColumns(
    plan.columns.map(({ name }) => name),
    own,
    spec.joins,
  );
  expect(groups.map(({ span }) => span)).toEqual([5, 5, 5, 5]);
  expect(groups.map(({ label }) => label)).toEqual(['1m', '5m', 'BTCUSDT 1m', 'ETHUSDT 1h']);
});
