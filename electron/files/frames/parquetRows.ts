import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { FrameFormat } from '../../../shared/domain/frame.ts';
import { cellAt, type Frame, type FrameColumn } from '../../analysis/frame/build.ts';

type ParquetFormat = Extract<FrameFormat, { kind: 'parquet' }>;
type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema'];
type ColumnSource = Parameters<ParquetWriter['write']>[0]['columnData'][number];

/** Rows that are encoded at a time, and read back at a time by whoever reads. */
const ROWS_PER_GROUP = 32_768;

const TIMESTAMP = {
  type: 'INT64',
  converted_type: 'TIMESTAMP_MILLIS',
  logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
} as const;

/** Times are milliseconds UTC, masks booleans, all else doubles; every column but the timestamp may be null. */
function elementOf({ name, kind }: FrameColumn): Schema[number] {
  const repetition_type = 'OPTIONAL';
  if (kind === 'time') return { name, repetition_type, ...TIMESTAMP };
  if (kind === 'mask') return { name, repetition_type, type: 'BOOLEAN' };
  return { name, repetition_type, type: 'DOUBLE' };
}

/** Values of some rows; numbers as they are in memory where none is empty, and one by one where some are. */
type Values = Float64Array | unknown[];

function doublesOf(column: FrameColumn, from: number, until: number): Values {
  const values = new Float64Array(until - from);
  let isWhole = true;
  for (let row = from; row < until; row += 1) {
    const value = cellAt(column, row);
    values[row - from] = value;
    isWhole &&= !Number.isNaN(value);
  }
  return isWhole ? values : Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}

/** Returns some rows of a column, null where a cell is empty. */
function valuesOf(column: FrameColumn, from: number, until: number): Values {
  const doubles = doublesOf(column, from, until);
  if (column.kind === 'number') return doubles;
  const convert = (value: unknown): unknown =>
    column.kind === 'time' ? BigInt(value as number) : value === 1;
  return Array.from<unknown, unknown>(doubles, (value) => (value === null ? null : convert(value)));
}

export type ParquetBlock = Readonly<{ bytes: Uint8Array; rows: number }>;

/**
 * Gives a frame as a Parquet file, a row group at a time, with `metadata` in its footer.
 */
export function* parquetBlocks(
  frame: Frame,
  { compression }: ParquetFormat,
  metadata: Readonly<Record<string, string>>,
): Generator<ParquetBlock> {
  const writer = new ByteWriter();
  const timestamp: Schema[number] = { name: 'timestamp', repetition_type: 'REQUIRED', ...TIMESTAMP };
  const parquet = new ParquetWriter({
    writer,
    schema: [
      { name: 'root', num_children: frame.columns.length + 1 },
      timestamp,
      ...frame.columns.map(elementOf),
    ],
    codec: compression === 'snappy' ? 'SNAPPY' : 'UNCOMPRESSED',
    kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    createdBy: 'candlekeep',
  });
  const take = (rows: number): ParquetBlock => {
    const bytes = new Uint8Array(writer.buffer, 0, writer.index).slice();
    // The file goes on where it was; only the writer's memory is used again.
    writer.index = 0;
    return { bytes, rows };
  };
  for (let from = frame.first; from < frame.end; from += ROWS_PER_GROUP) {
    const until = Math.min(frame.end, from + ROWS_PER_GROUP);
    const times = Array.from(frame.openTime.subarray(from, until), BigInt);
    const columnData: ColumnSource[] = [
      { name: 'timestamp', data: times },
      ...frame.columns.map((column) => ({ name: column.name, data: valuesOf(column, from, until) })),
    ];
    void parquet.write({ columnData, rowGroupSize: ROWS_PER_GROUP });
    yield take(until - from);
  }
  void parquet.finish();
  yield take(0);
}
