import { createHash } from 'node:crypto';
import { endianness } from 'node:os';
import { CANDLE_FIELDS, type CandleColumns } from '../../../shared/domain/candle.ts';
import { type FrameFormat, type FrameSpec, type LeakReport, Passport } from '../../../shared/domain/frame.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { toIso } from '../../../shared/domain/time.ts';
import { featureKey } from '../../analysis/features/feature.ts';
import type { Frame, FrameColumn } from '../../analysis/frame/build.ts';
import { planFrame } from '../../analysis/frame/plan.ts';
import type { Description, InnerPassport, SeriesCandles } from '../../engine/ports/frames.ts';

/** Where the passport of a file lies. */
export const passportPath = (path: string): string => `${path}.passport.json`;

/** The key of the passport in a Parquet file's metadata. */
export const PASSPORT_KEY = 'candlekeep.passport';

/** Returns the SHA-256 of candles as little-endian doubles, column by column. */
function hashOfCandles(candles: CandleColumns): string {
  if (endianness() !== 'LE') throw new Error('hashes of candles are made on little-endian machines only');
  const hash = createHash('sha256');
  for (const field of CANDLE_FIELDS) {
    const { buffer, byteOffset, byteLength } = candles[field];
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest('hex');
}

/** Returns the hash of every series, by its name. */
export const hashesOf = (series: readonly SeriesCandles[]): ReadonlyMap<string, string> =>
  new Map(series.map((one) => [seriesName(one.series), hashOfCandles(one.candles)]));

function emptyIn({ values, rows }: FrameColumn, first: number, end: number): number {
  let empty = 0;
  for (let i = first; i < end; i += 1) {
    const row = rows === null ? i : rows[i]!;
    if (row < 0 || Number.isNaN(values[row]!)) empty += 1;
  }
  return empty;
}

function filledRows({ columns, first, end }: Frame): number {
  const mask = columns.find(({ kind }) => kind === 'mask');
  if (mask === undefined) return 0;
  let filled = 0;
  for (let i = first; i < end; i += 1) filled += mask.values[i]!;
  return filled;
}

/** Returns what is known of a frame before its file is closed. */
export function describe(
  frame: Frame,
  spec: FrameSpec,
  format: FrameFormat,
  description: Description,
  hashes: ReadonlyMap<string, string>,
  leakTest: LeakReport | null,
): InnerPassport {
  if (description.kind === 'again') return description.inner;
  const { columns, first, end, openTime } = frame;
  const plan = planFrame(spec);
  const empty = columns
    .map((column): [string, number] => [column.name, emptyIn(column, first, end)])
    .filter(([, cells]) => cells > 0);
  const versions = [plan.base, ...plan.joined].flatMap(({ prefix, features }) =>
    features.map((feature) => prefix + featureKey(feature)),
  );
  return {
    candlekeep: description.candlekeep,
    createdAt: description.createdAt,
    rows: end - first,
    columns: ['timestamp', ...columns.map(({ name }) => name)],
    from: first < end ? toIso(openTime[first]!) : null,
    to: first < end ? toIso(openTime[end - 1]!) : null,
    filledRows: filledRows(frame),
    emptyCells: Object.fromEntries(empty),
    spec,
    format,
    series: description.series.map((facts) => ({
      ...facts,
      sha256: hashes.get(seriesName(facts)) ?? '',
    })),
    features: versions,
    leakTest,
  };
}

const Inner = Passport.omit({ file: true, bytes: true, sha256: true });

/** Returns what lies inside a Parquet file; the same text for a passport that was read back. */
export const innerText = (inner: InnerPassport): string => JSON.stringify(Inner.parse(inner));
