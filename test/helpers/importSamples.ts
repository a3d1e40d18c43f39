import type { FileMapping, FileReport, ImportRun } from '../../shared/domain/import.ts';
import { HOUR } from '../../shared/domain/time.ts';

/** Returns how a file is read: a Binance archive of hours, with the given differences. */
export const sampleMapping = (change: Partial<FileMapping> = {}): FileMapping => ({
  dialect: 'binance-archive',
  exchange: 'binance',
  symbol: 'BTCUSDT',
  timeframe: '1h',
  time: 0,
  clock: null,
  open: 1,
  high: 2,
  low: 3,
  close: 4,
  volume: 5,
  unit: 'ms',
  zone: 'UTC',
  stamp: 'open',
  ...change,
});

const FROM = Date.UTC(2023, 3, 1);

/** Returns what was found in a file: a month of good hours that are all new, with the given differences. */
export const sampleFile = (change: Partial<FileReport> = {}): FileReport => ({
  path: '/history/BTCUSDT-1h-2023-04.zip',
  bytes: 28_310,
  mapping: sampleMapping(),
  problem: null,
  rows: 720,
  candles: 720,
  first: FROM,
  last: FROM + 719 * HOUR,
  missing: 0,
  gaps: 0,
  issues: [],
  checksum: 'none',
  fresh: 720,
  equal: 0,
  different: 0,
  largestDifference: null,
  stored: 0,
  ...change,
});

/** Returns an import of one file that is done, with the given differences. */
export const sampleRun = (change: Partial<ImportRun> = {}): ImportRun => ({
  id: 1,
  at: FROM,
  state: 'done',
  files: [sampleFile({ outcome: 'imported', stored: 720 })],
  ...change,
});
