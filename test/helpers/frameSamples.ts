import type { CallResponse } from '../../shared/contract/calls.ts';
import type { FeatureCoverage, FeatureInfo } from '../../shared/domain/feature.ts';
import type { FrameExport, FrameSpec, LeakReport } from '../../shared/domain/frame.ts';
import type { SeriesId } from '../../shared/domain/series.ts';
import { DAY, HOUR, MINUTE, toIso } from '../../shared/domain/time.ts';

const NAMES = ['timestamp', 'open', 'high', 'low', 'close', 'volume', 'rsi_14', '1h_open', '1h_close'];

export const sampleSpec = (change: Partial<FrameSpec> = {}): FrameSpec => ({
  exchange: 'bitget',
  symbol: 'ETHUSDT',
  base: '1m',
  joins: [{ timeframe: '1h' }],
  indicators: [{ name: 'rsi', params: [14] }],
  features: [],
  availableAt: false,
  forming: false,
  fill: false,
  keepWarmup: false,
  ...change,
});

/** Returns the estimate of a month of minutes, with the given differences. */
export const sampleEstimate = (
  change: Partial<CallResponse<'frames.estimate'>> = {},
): CallResponse<'frames.estimate'> => ({
  columns: NAMES.slice(1).map((name) => ({ name, lookback: name === 'rsi_14' ? 15 : 1 })),
  rows: 43_000,
  warmup: 14,
  from: Date.UTC(2026, 9, 1),
  until: Date.UTC(2026, 10, 1),
  bytes: 3_100_000,
  series: [
    { name: 'bitget ETHUSDT 1m', candles: 43_014, missing: 3 },
    { name: 'bitget ETHUSDT 1h', candles: 720, missing: 0 },
  ],
  problems: [],
  ...change,
});

/** Returns rows of a frame whose hour is not known in the first ones. */
export function sampleRows(from: number, count: number, names: readonly string[] = NAMES) {
  const columns = names.map((name, column) =>
    Float64Array.from({ length: count }, (_, i) => {
      if (name === 'timestamp') return from + i * MINUTE;
      if (name.startsWith('1h_') && i < 3) return Number.NaN;
      return name === 'rsi_14' ? 50 + 10 / (i + 3) : 2_400 + column + i * 0.25;
    }),
  );
  return { names: [...names], columns };
}

export const sampleLeaks = (isLeaking: boolean): LeakReport => ({
  passed: !isLeaking,
  rows: 200,
  seed: 7,
  columns: NAMES.slice(1).map((column) => {
    const passed = !isLeaking || column !== '1h_close';
    const offence = { row: 41, openTime: Date.UTC(2026, 9, 2), inFrame: 2_411.5, asKnown: null };
    return { column, passed, rows: 200, offence: passed ? null : offence };
  }),
});

/** Returns one line of the history of exports with its passport. */
export function sampleExport(change: Partial<FrameExport> = {}): FrameExport {
  const from = Date.UTC(2026, 9, 1);
  const spec = sampleSpec();
  return {
    id: 1,
    at: Date.UTC(2026, 10, 20, 9),
    path: '/data/exports/ETHUSDT_1m_1h.csv',
    preset: null,
    rows: 43_000,
    bytes: 3_123_456,
    leakTest: 'passed',
    ...change,
    passport: {
      candlekeep: '0.1.0',
      createdAt: toIso(Date.UTC(2026, 10, 20, 9)),
      file: 'ETHUSDT_1m_1h.csv',
      bytes: 3_123_456,
      sha256: 'ab'.repeat(32),
      rows: 43_000,
      columns: NAMES,
      from: toIso(from),
      to: toIso(from + 31 * DAY),
      filledRows: 0,
      emptyCells: { '1h_open': 3, '1h_close': 3 },
      spec,
      format: { kind: 'csv', separator: ',', time: 'iso', decimals: null, header: true },
      series: (['1m', '1h'] as const).map((timeframe, i) => ({
        exchange: 'bitget' as const,
        symbol: 'ETHUSDT',
        timeframe,
        candles: i === 0 ? 43_014 : 720,
        first: from,
        last: from + 31 * DAY - HOUR,
        batches: 44,
        lastBatchId: 91,
        lastRevisionId: null,
        sha256: 'cd'.repeat(32),
        gaps:
          i === 0
            ? [{ from, to: from + 2 * MINUTE, missing: 3, cause: 'exchange-empty', state: 'confirmed-empty' }]
            : [],
        doubted: 0,
        fallback: 0,
      })),
      features: [],
      leakTest: null,
    },
  };
}

export const sampleFeatures = (): FeatureInfo[] => [
  {
    name: 'returns_1',
    version: '1.0',
    category: 'technical',
    formula: 'close ÷ close 1 candles before − 1',
    dependencies: ['close'],
    lookback: 2,
    hasSource: true,
    lastBuiltAt: Date.UTC(2026, 10, 20, 9),
  },
  {
    name: 'market_beta_60',
    version: '1.0',
    category: 'cross-sectional',
    formula: 'covariance ÷ variance of returns',
    dependencies: ['returns_1', 'market'],
    lookback: 61,
    hasSource: true,
    lastBuiltAt: null,
  },
  {
    name: 'news_sentiment_24h',
    version: '1.0',
    category: 'sentiment',
    formula: 'mean sentiment of the news of the last 24 hours',
    dependencies: ['news'],
    lookback: 1,
    hasSource: false,
    lastBuiltAt: null,
  },
];

export const sampleFeatureCoverage = (change: Partial<FeatureCoverage> = {}): FeatureCoverage => ({
  exchange: 'bitget',
  symbol: 'ETHUSDT',
  timeframe: '1h',
  seriesId: 1 as SeriesId,
  enabled: true,
  rows: 720,
  first: Date.UTC(2026, 9, 1),
  last: Date.UTC(2026, 9, 30, 23),
  counts: { ready: 700, warmup: 20 },
  ...change,
});
