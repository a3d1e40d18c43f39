import type { Locator, Page } from '@playwright/test';
import { INDICATORS } from '../../electron/analysis/indicators/catalog.ts';
import { lowerBound } from '../../renderer/charts/axis.ts';
import {
  type CandleColumns,
  type CandleRow,
  candlesFromRows,
  sliceCandles,
} from '../../shared/domain/candle.ts';
import type { SeriesCoverage } from '../../shared/domain/coverage.ts';
import type { IndicatorSpec } from '../../shared/domain/frame.ts';
import type { Gap } from '../../shared/domain/gap.ts';
import type { SeriesId } from '../../shared/domain/series.ts';
import { DAY, HOUR } from '../../shared/domain/time.ts';
import { durationOf } from '../../shared/domain/timeframe.ts';
import { fail, succeed } from '../../shared/lib/result.ts';
import { sampleCoverage } from '../helpers/samples.ts';
import type { Host } from '../host/host.ts';
import { openScripted, quietBackend } from './scripted.ts';

/** The hour all series end with. */
export const LAST = Date.UTC(2026, 2, 1, 12);
/** Three hours that the exchange did not answer for, and two it did not have. */
export const HOLES = { failed: LAST - 30 * HOUR, empty: LAST - 200 * DAY } as const;

/** Prices that tell their candle: each opens where the last one closed, on a slow wave. */
function wave(count: number, duration: number, last: number): CandleColumns {
  const at = (i: number): number =>
    Math.round((1_000 + 200 * Math.sin(i / 90) + 20 * Math.sin(i / 7)) * 10) / 10;
  const rows = Array.from({ length: count }, (_, k): CandleRow => {
    const i = count - k;
    const [open, close] = [at(i + 1), at(i)];
    return [
      last - (i - 1) * duration,
      open,
      Math.max(open, close) + 5,
      Math.min(open, close) - 5,
      close,
      10 + (i % 9),
    ];
  });
  return candlesFromRows(rows);
}

const without = (all: CandleColumns, from: number, count: number): CandleColumns => {
  const keep = [...all.openTime.keys()].filter(
    (i) => all.openTime[i]! < from || all.openTime[i]! >= from + count * HOUR,
  );
  const rows = keep.map(
    (i): CandleRow => [
      all.openTime[i]!,
      all.open[i]!,
      all.high[i]!,
      all.low[i]!,
      all.close[i]!,
      all.volume[i]!,
    ],
  );
  return candlesFromRows(rows);
};

const gap = (from: number, missing: number, change: Partial<Gap>): Gap => ({
  seriesId: 1 as SeriesId,
  exchange: 'bitget',
  symbol: 'BTCUSDT',
  timeframe: '1h',
  from,
  to: from + (missing - 1) * HOUR,
  missing,
  cause: 'request-failed',
  state: 'open',
  attempts: 3,
  evidence: null,
  batchId: null,
  alsoMissing: [],
  nextRetryAt: null,
  updatedAt: 0,
  ...change,
});

/** Values that tell their candle and their column: the mean of open and close, a hundred apart. */
function scriptedValues(
  { name, params }: IndicatorSpec,
  { openTime, open, close }: Pick<CandleColumns, 'openTime' | 'open' | 'close'>,
) {
  const names = [...INDICATORS[name].columns(params)];
  const columns = names.map((_, k) => open.map((value, i) => (value + close[i]!) / 2 + (k - 1) * 30));
  return { openTime, names, columns };
}

export type ChartStage = Readonly<{
  host: Host;
  chart(number?: number): Locator;
  /** Tells the window that a series has grown by its next candle. */
  grow(): void;
  /** Whether the candles can be read. */
  setFailing(isFailing: boolean): void;
  /** The largest page that was asked for. */
  largest(): number;
}>;

/** Opens the chart over a scripted engine: a year of hours with two holes, days, another symbol, one without candles. */
export async function openChart(page: Page, series?: readonly SeriesCoverage[]): Promise<ChartStage> {
  const hours = without(without(wave(9_000, HOUR, LAST + HOUR), HOLES.failed, 3), HOLES.empty, 2);
  let grown = hours.openTime.length - 1;
  let isFailing = false;
  let largest = 0;
  const stored = new Map<number, () => CandleColumns>([
    [1, () => sliceCandles(hours, 0, grown)],
    [2, () => wave(400, DAY, LAST - 12 * HOUR)],
    [3, () => wave(900, durationOf('4h'), LAST)],
    [4, () => candlesFromRows([])],
    [5, () => wave(700, durationOf('4h'), LAST)],
  ]);
  const one = (id: number, symbol: string, timeframe: SeriesCoverage['timeframe']): SeriesCoverage =>
    sampleCoverage({ id: id as SeriesId, symbol, timeframe, candles: stored.get(id)!().openTime.length });
  const all = series ?? [
    one(1, 'BTCUSDT', '1h'),
    one(2, 'BTCUSDT', '1d'),
    one(3, 'ETHUSDT', '4h'),
    one(4, 'SOLUSDT', '1h'),
    one(5, 'XRPUSDT', '4h'),
  ];
  const gaps = [
    gap(HOLES.empty, 2, { cause: 'exchange-empty', state: 'confirmed-empty' }),
    gap(HOLES.failed, 3, {}),
  ];
  const broken = fail({ code: 'internal', message: 'the reader stopped' } as const);
  const backend = quietBackend(all, {
    'jobs.focus': async () => succeed({}),
    'gaps.list': async ({ seriesId }) => {
      const found = seriesId === 1 ? gaps : [];
      return succeed({ gaps: found, total: found.length });
    },
    'candles.range': async ({ seriesId, before, limit }) => {
      largest = Math.max(largest, limit);
      const candles = stored.get(seriesId)!();
      const until = lowerBound(candles.openTime, before);
      return isFailing
        ? broken
        : succeed({ candles: sliceCandles(candles, Math.max(0, until - limit), until) });
    },
    'candles.after': async ({ seriesId, after, limit }) => {
      const candles = stored.get(seriesId)!();
      const from = lowerBound(candles.openTime, after + 1);
      const until = Math.min(candles.openTime.length, from + limit);
      return isFailing ? broken : succeed({ candles: sliceCandles(candles, from, until) });
    },
    'indicators.range': async ({ seriesId, spec, from, until }) => {
      const candles = stored.get(seriesId)!();
      const [first, last] = [lowerBound(candles.openTime, from), lowerBound(candles.openTime, until)];
      const { openTime, open, close } = sliceCandles(candles, first, last);
      return isFailing ? broken : succeed(scriptedValues(spec, { openTime, open, close }));
    },
  });
  const host = await openScripted(page, backend);
  await page.getByRole('button', { name: 'Chart', exact: true }).click();
  return {
    host,
    chart: (number = 1) => page.getByRole('application', { name: new RegExp(`^Chart ${number}`) }),
    grow: () => {
      grown += 1;
      backend.emit('coverage.changed', { seriesIds: [1 as SeriesId] });
    },
    setFailing: (next) => {
      isFailing = next;
    },
    largest: () => largest,
  };
}

/** The sentence that a screen reader says of a chart: what is in sight of it. */
export const summaryOf = (chart: Locator): Locator => chart.getByText(/in sight/);
