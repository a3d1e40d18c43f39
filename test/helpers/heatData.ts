import type { CallReceived, CallResponse } from '../../shared/contract/calls.ts';
import type { SeriesCoverage } from '../../shared/domain/coverage.ts';
import { CELL_KINDS } from '../../shared/domain/coverageCells.ts';
import type { ExchangeId } from '../../shared/domain/exchange.ts';
import type { SeriesId } from '../../shared/domain/series.ts';
import { DAY, type EpochMs } from '../../shared/domain/time.ts';
import { durationOf, floorToGrid, type Timeframe } from '../../shared/domain/timeframe.ts';
import { sampleCoverage } from './samples.ts';

const FRAMES: readonly Timeframe[] = ['1m', '5m', '15m', '1h', '4h', '1d', '1w'];
const BASES = [
  'BTC',
  'ETH',
  'SOL',
  'XRP',
  'DOGE',
  'ADA',
  'LINK',
  'AVAX',
  'DOT',
  'LTC',
  'BCH',
  'UNI',
  'APT',
  'ARB',
  'OP',
];

/** Returns `count` series of both exchanges with the given days of history, sorted as the window sorts them. */
export function manySeries(count: number, days: number, now: EpochMs): SeriesCoverage[] {
  return Array.from({ length: count }, (_, i): SeriesCoverage => {
    const timeframe = FRAMES[i % FRAMES.length]!;
    const symbol = Math.floor(i / FRAMES.length);
    const exchange: ExchangeId = i < count / 2 ? 'bitget' : 'binance';
    const from = floorToGrid(timeframe, now - (days - (symbol % 5) * Math.floor(days / 12)) * DAY);
    const until = floorToGrid(timeframe, now);
    const expected = (until - from) / durationOf(timeframe);
    return sampleCoverage({
      id: (i + 1) as SeriesId,
      symbol: `${BASES[symbol % BASES.length]!}${symbol >= BASES.length ? symbol : ''}USDT`,
      exchange,
      timeframe,
      historyDays: days,
      listedAt: from,
      first: from,
      last: until - durationOf(timeframe),
      ledgerFrom: i % 11 === 10 ? from + Math.floor(days / 3) * DAY : from,
      ledgerUntil: until,
      candles: Math.round(expected * 0.99),
      coverage: i % 3 === 0 ? 1 : 0.9912,
      expected,
      gaps: i % 3 === 0 ? 0 : 4,
      status: i % 3 === 0 ? 'ok' : 'incomplete',
    });
  });
}

/** A number from 0 to 1 that is the same for the same cell, so that pictures and measurements repeat. */
function noise(a: number, b: number): number {
  const x = Math.sin(a * 12.9898 + b * 78.233) * 43_758.5453;
  return x - Math.floor(x);
}

/** The cause that rules over a stretch of two weeks of a series, and how much of it; 0 for a sound one. */
function damage(seriesId: number, week: number): Readonly<{ kind: number; share: number }> {
  const dice = noise(seriesId, week);
  if (dice < 0.9) return { kind: 0, share: 0 };
  const kind = 1 + Math.floor(noise(week, seriesId) * (CELL_KINDS.length - 1));
  return { kind, share: dice > 0.96 ? 1 : noise(seriesId, week + 0.5) };
}

/** Answers `coverage.cells` for series with damage here and there, out of nothing but their numbers. */
export function cellsFor(
  series: readonly SeriesCoverage[],
  { seriesIds, from, bucketMs, count }: CallReceived<'coverage.cells'>,
): CallResponse<'coverage.cells'> {
  const wanted = new Set(seriesIds);
  return {
    series: series
      .filter(({ id }) => wanted.has(id))
      .map(({ id, timeframe, ledgerFrom, ledgerUntil }) => {
        const step = durationOf(timeframe);
        const cells = {
          candles: new Float64Array(count),
          missing: new Float64Array(count),
          kind: new Float64Array(count),
        };
        for (let i = 0; i < count; i += 1) {
          const start = Math.max(from + i * bucketMs, ledgerFrom ?? 0);
          const end = Math.min(from + (i + 1) * bucketMs, ledgerUntil ?? 0);
          const slots =
            end <= start ? 0 : (floorToGrid(timeframe, end - 1) - floorToGrid(timeframe, start - 1)) / step;
          const { kind, share } = damage(id, Math.floor(start / (14 * DAY)));
          const missing = kind === 0 ? 0 : Math.round(slots * share);
          cells.missing[i] = missing;
          cells.candles[i] = slots - missing;
          cells.kind[i] = missing > 0 ? kind : 0;
        }
        return { seriesId: id, cells };
      }),
  };
}
