import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignRows, pick } from '../../../electron/analysis/align.ts';
import { buildFrame, cellAt, type Frame, type FrameSources } from '../../../electron/analysis/frame/build.ts';
import { keyOf } from '../../../electron/analysis/frame/names.ts';
import { planFrame } from '../../../electron/analysis/frame/plan.ts';
import { judgeLeaks } from '../../../electron/analysis/leakTest.ts';
import {
  type CandleColumns,
  type CandleRow,
  candlesFromRows,
  sliceCandles,
} from '../../../shared/domain/candle.ts';
import type { FrameSpec } from '../../../shared/domain/frame.ts';
import type { SeriesKey } from '../../../shared/domain/series.ts';
import { HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { frameNoteText } from '../../../shared/words/frameNotes.ts';

const SPEC: FrameSpec = {
  exchange: 'bitget',
  symbol: 'ETHUSDT',
  base: '1m',
  joins: [{ timeframe: '5m' }, { timeframe: '15m' }, { symbol: 'BTCUSDT', timeframe: '5m' }],
  indicators: [
    { name: 'sma', params: [3] },
    { name: 'rsi', params: [3], timeframe: '5m' },
  ],
  features: [{ name: 'returns_1' }, { name: 'market_beta_60' }],
  availableAt: true,
  forming: true,
  fill: false,
  keepWarmup: true,
};

const SERIES: readonly SeriesKey[] = [
  { exchange: 'bitget', symbol: 'ETHUSDT', timeframe: '1m' },
  { exchange: 'bitget', symbol: 'ETHUSDT', timeframe: '5m' },
  { exchange: 'bitget', symbol: 'ETHUSDT', timeframe: '15m' },
  { exchange: 'bitget', symbol: 'BTCUSDT', timeframe: '5m' },
];

type Stored = ReadonlyMap<string, CandleColumns>;

/** Four series over two hours with random prices and random holes. */
const stored: fc.Arbitrary<Stored> = fc.infiniteStream(fc.nat(99)).map((numbers) => {
  const rows = (timeframe: Timeframe): CandleRow[] =>
    Array.from({ length: (2 * HOUR) / durationOf(timeframe) }, (_, i) => {
      const [open, close, reach, volume, hole] = [...numbers.take(5)] as [
        number,
        number,
        number,
        number,
        number,
      ];
      const row: CandleRow = [
        i * durationOf(timeframe),
        100 + open,
        100 + Math.max(open, close) + reach,
        100 + Math.min(open, close),
        100 + close,
        volume,
      ];
      return { row, isThere: hole > 12 };
    }).flatMap(({ row, isThere }) => (isThere ? [row] : []));
  return new Map(SERIES.map((series) => [keyOf(series), candlesFromRows(rows(series.timeframe))]));
});

const sourcesOf = (all: Stored): FrameSources => ({
  candles: (series) => all.get(keyOf(series)) ?? candlesFromRows([]),
  beside: (_, candles) => ({ market: candles.open, sector: [] }),
});

/** What was stored when a moment had come: candles that had closed by then. */
const knownBy = (all: Stored, moment: number): Stored =>
  new Map(
    SERIES.map((series) => {
      const candles = all.get(keyOf(series))!;
      const known = candles.openTime.filter((time) => time + durationOf(series.timeframe) <= moment).length;
      return [keyOf(series), sliceCandles(candles, 0, known)];
    }),
  );

const lastRow = (frame: Frame): Map<string, number> =>
  new Map(frame.columns.map((column) => [column.name, cellAt(column, frame.end - 1)]));

const columnsOf = (frame: Frame): Map<string, Float64Array> =>
  new Map(frame.columns.map((column) => [column.name, frame.openTime.map((_, i) => cellAt(column, i))]));

describe('a frame', () => {
  it('passes the leak test in every column, whatever the holes', () => {
    fc.assert(
      fc.property(stored, (all) => {
        const plan = planFrame(SPEC);
        const frame = buildFrame(plan, sourcesOf(all));
        const rows = [1, 7, 23, 50, frame.end - 1];
        const asKnown = (row: number) =>
          lastRow(buildFrame(plan, sourcesOf(knownBy(all, frame.openTime[row]! + MINUTE))));
        expect(judgeLeaks(columnsOf(frame), rows, asKnown).filter(({ passed }) => !passed)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('fails where a column knows one candle too much, or was joined as of the open', () => {
    const [all] = fc.sample(stored, { numRuns: 1, seed: 7 });
    const base = all!.get(keyOf(SERIES[0]!))!;
    const coarse = all!.get(keyOf(SERIES[1]!))!;
    const plan = planFrame(SPEC);
    const frame = buildFrame(plan, sourcesOf(all!));
    const oneTooMany = base.close.map((_, i) => base.close[Math.min(i + 1, base.close.length - 1)]!);
    // merge_asof on open times: the usual mistake. The candle that is still forming is shown with its final values.
    const asOfOpen = base.openTime.map(
      (time) => coarse.close[coarse.openTime.findLastIndex((open) => open <= time)]!,
    );
    const honest = pick(coarse.close, alignRows('1m', base.openTime, '5m', coarse.openTime));
    const rows = Array.from({ length: 40 }, (_, i) => 10 + 2 * i);
    const asKnown = (row: number): Map<string, number> => {
      const past = knownBy(all!, frame.openTime[row]! + MINUTE);
      const before = past.get(keyOf(SERIES[1]!))!;
      return new Map([
        ['next_close', base.close[row]!],
        ['as_of', before.close.at(-1) ?? Number.NaN],
        ['5m_close', lastRow(buildFrame(plan, sourcesOf(past))).get('5m_close')!],
      ]);
    };
    const planted = new Map([
      ['next_close', oneTooMany],
      ['as_of', asOfOpen],
      ['5m_close', honest],
    ]);
    const verdicts = judgeLeaks(planted, rows, asKnown);
    expect(verdicts.map(({ column, passed }) => [column, passed])).toEqual([
      ['next_close', false],
      ['as_of', false],
      ['5m_close', true],
    ]);
    expect(verdicts[0]!.offence!.row).toBe(10);
  });

  it('has exactly the columns its plan names, in that order', () => {
    fc.assert(
      fc.property(stored, fc.boolean(), fc.boolean(), fc.boolean(), (all, availableAt, forming, fill) => {
        const plan = planFrame({ ...SPEC, availableAt, forming, fill });
        const frame = buildFrame(plan, sourcesOf(all));
        expect(plan.problems).toEqual([]);
        expect(new Set(frame.columns.map(({ name }) => name))).toEqual(
          new Set(plan.columns.map(({ name }) => name)),
        );
        expect(frame.columns.map(({ name }) => name)).toEqual(plan.columns.map(({ name }) => name));
      }),
      { numRuns: 20 },
    );
  });

  it('names joined columns by timeframe, then symbol, then exchange', () => {
    const joins = [
      { timeframe: '1h' },
      { symbol: 'BTCUSDT' },
      { exchange: 'binance', symbol: 'BTCUSDT' },
    ] as const;
    const { columns } = planFrame({
      ...SPEC,
      joins: [...joins],
      indicators: [],
      features: [],
      availableAt: false,
      forming: false,
    });
    expect(columns.map(({ name }) => name).filter((name) => name.endsWith('close'))).toEqual([
      'close',
      '1h_close',
      'BTCUSDT_1m_close',
      'binance_BTCUSDT_1m_close',
    ]);
  });

  it('fills holes only when asked, marks what it filled and never fills before the first candle', () => {
    const rows: CandleRow[] = [0, 1, 4].map((minute) => [minute * MINUTE, 10, 12, 9, 11, 5]);
    const all = new Map([[keyOf(SERIES[0]!), candlesFromRows(rows)]]);
    const plan = planFrame({ ...SPEC, joins: [], indicators: [], features: [], fill: true });
    const frame = buildFrame(plan, sourcesOf(all));
    const columns = columnsOf(frame);
    expect([...frame.openTime]).toEqual([0, 1, 2, 3, 4].map((minute) => minute * MINUTE));
    expect([...columns.get('is_filled')!]).toEqual([0, 0, 1, 1, 0]);
    expect([...columns.get('volume')!]).toEqual([5, 5, 0, 0, 5]);
    expect([...columns.get('high')!]).toEqual([12, 12, 11, 11, 12]);
  });

  it('cuts the rows in which something is warming up, and says how many', () => {
    const rows = Array.from({ length: 9 }, (_, i): CandleRow => [i * MINUTE, 1, 2, 1, 2, 1]);
    const all = new Map([[keyOf(SERIES[0]!), candlesFromRows(rows)]]);
    const spec: FrameSpec = {
      ...SPEC,
      joins: [],
      indicators: [{ name: 'sma', params: [4] }],
      features: [{ name: 'news_sentiment_24h' }],
      keepWarmup: false,
    };
    const frame = buildFrame(planFrame({ ...spec, from: MINUTE }), sourcesOf(all));
    // The feature without a source has no value at all and cuts nothing.
    expect([frame.first, frame.end, frame.warmup]).toEqual([3, 9, 2]);
  });

  it('says what is wrong with a specification instead of making half a frame', () => {
    const { problems } = planFrame({
      ...SPEC,
      indicators: [
        { name: 'bb', params: [20] },
        { name: 'sma', params: [2.5] },
        { name: 'sma', params: [20] },
        { name: 'sma', params: [20] },
      ],
      features: [{ name: 'luck' }],
    });
    expect(problems.map((problem) => frameNoteText(problem, 'en'))).toEqual([
      'bb takes 2 parameters (period, width).',
      'sma: 2.5 is not a number of candles.',
      'There is no feature luck.',
      'The column sma_20 is asked for twice.',
    ]);
  });
});
