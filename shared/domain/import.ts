import { z } from 'zod';
import { ExchangeId } from './exchange.ts';
import { MarketSymbol } from './instrument.ts';
import { EpochMs } from './time.ts';
import { Timeframe } from './timeframe.ts';

export const Dialect = z.enum([
  'binance-archive',
  'cryptodatadownload',
  'freqtrade-json',
  'freqtrade-feather',
  'freqtrade-parquet',
  'kraken-ohlcvt',
  'kraken-rest',
  'tradingview',
  'metatrader',
  'bitget',
  'lean',
  'candlekeep',
  'plain',
]);
export type Dialect = z.infer<typeof Dialect>;

export const TimeUnit = z.enum(['s', 'ms', 'us', 'ns', 'text']);
export type TimeUnit = z.infer<typeof TimeUnit>;

/** How the rows of a file are to be read; found by looking inside, changed by the trader. Columns count from 0. */
export const FileMapping = z.strictObject({
  dialect: Dialect,
  exchange: ExchangeId.nullable(),
  symbol: MarketSymbol.nullable(),
  timeframe: Timeframe.nullable(),
  time: z.number().int().min(0),
  /** A second column with the time of day; null where there is none. */
  clock: z.number().int().min(0).nullable(),
  open: z.number().int().min(0),
  high: z.number().int().min(0),
  low: z.number().int().min(0),
  close: z.number().int().min(0),
  /** Null where the file has no volume: it is taken as 0 and said so. */
  volume: z.number().int().min(0).nullable(),
  unit: TimeUnit,
  /** IANA name of the zone of textual times without an offset. */
  zone: z.string().max(60),
  stamp: z.enum(['open', 'close']),
});
export type FileMapping = z.infer<typeof FileMapping>;

/** What is wrong with a line, and what was done about it. */
export const FileIssueKind = z.enum([
  'not-a-candle',
  'duplicate-equal',
  'duplicate-conflicting',
  'out-of-order',
  'unclosed',
  'bad-price',
  'off-grid',
  'mixed-units',
  'in-the-future',
  'no-volume',
]);
export type FileIssueKind = z.infer<typeof FileIssueKind>;
export const FileIssue = z.strictObject({
  kind: FileIssueKind,
  count: z.number().int().positive(),
  /** The first hundred lines concerned, counted from 1. */
  lines: z.array(z.number().int().positive()),
});
export type FileIssue = z.infer<typeof FileIssue>;

/** Why a file cannot be taken as it stands; the window has its words, `problem` the same in English with numbers. */
export const ImportProblem = z.enum([
  'not-found',
  'empty',
  'binary',
  'too-large',
  'bad-archive',
  'unsafe-archive',
  /** An entry of it is named as a file outside of the folder it would be unpacked to. */
  'escaping-archive',
  'several-files',
  'not-candles',
  'needs-mapping',
  'needs-exchange',
  'needs-symbol',
  'needs-timeframe',
  'unsupported-timeframe',
  'contradicting-timeframe',
  'spot',
  'checksum',
  /** It became another file, or went, while it was read. */
  'changed',
  'no-candles',
  'failed',
]);
export type ImportProblem = z.infer<typeof ImportProblem>;

/** What one file holds, before or after it is imported. */
export const FileReport = z.strictObject({
  path: z.string(),
  bytes: z.number().int(),
  mapping: FileMapping.nullable(),
  /** Why it cannot be read or needs the trader; null when it can be imported as it stands. */
  problem: z.string().nullable(),
  problemCode: ImportProblem.nullable().optional(),
  /** Of the file as it lies on the disk. */
  sha256: z.string().optional(),
  /** What became of it in a run; absent before one. */
  outcome: z.enum(['waiting', 'imported', 'refused', 'taken-back']).optional(),
  rows: z.number().int(),
  candles: z.number().int(),
  first: EpochMs.nullable(),
  last: EpochMs.nullable(),
  /** Open times missing between first and last, and the gaps they form. */
  missing: z.number().int(),
  gaps: z.number().int(),
  issues: z.array(FileIssue),
  checksum: z.enum(['matches', 'differs', 'none']),
  /** Against what is stored: new, equal and different candles, and the largest difference of a close as a fraction. */
  fresh: z.number().int(),
  equal: z.number().int(),
  different: z.number().int(),
  largestDifference: z.number().nullable(),
  stored: z.number().int(),
});
export type FileReport = z.infer<typeof FileReport>;

/** What happens to candles that are stored with other values. */
export const ConflictRule = z.enum(['keep-stored', 'take-file', 'separate']);
export type ConflictRule = z.infer<typeof ConflictRule>;

/** Ends the symbol of candles that a file brought and that are kept apart: BTCUSDTFILE. No venue knows it. */
export const SEPARATE_MARK = 'FILE';

export const ImportRun = z.strictObject({
  id: z.number().int().positive(),
  at: EpochMs,
  state: z.enum(['running', 'done', 'incomplete', 'cancelled', 'undone']),
  files: z.array(FileReport),
});
export type ImportRun = z.infer<typeof ImportRun>;
