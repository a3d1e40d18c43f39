import { open, readFile } from 'node:fs/promises';
import { CompressionType, compressionRegistry, tableFromIPC } from 'apache-arrow';
import { parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { decompress } from 'lz4js';
import type { Dialect, FileMapping } from '../../../../shared/domain/import.ts';
import { FileProblem } from '../fileProblem.ts';
import { toMs, unitOf } from '../fileTime.ts';
import { shapeOfTitles, type TableShape } from '../tableShape.ts';
import { type Reading, ROWS_PER_TELLING, type SourceContext } from './source.ts';

const MOST_BYTES = 1 << 30;

function mappingFor(context: SourceContext, titles: readonly string[], dialect: Dialect): FileMapping {
  const { given, name } = context;
  if (given !== null) return given;
  const shape: TableShape | null = shapeOfTitles(titles, name.symbol);
  if (shape === null) {
    throw new FileProblem(
      'not-candles',
      `the columns are ${titles.slice(0, 12).join(', ')}: not those of candles`,
    );
  }
  return {
    dialect,
    exchange: name.isSpot ? null : name.exchange,
    symbol: name.symbol,
    timeframe: name.timeframe,
    ...shape,
    unit: 'ms',
    zone: 'UTC',
    stamp: 'open',
  };
}

const numberOf = (value: unknown): number => {
  if (value instanceof Date) return value.getTime();
  return value === null || value === undefined ? Number.NaN : Number(value);
};

/** Puts one row of typed values into the buffer; dates come as Date, numbers of any unit by their magnitude. */
function pushRow(
  { buffer }: SourceContext,
  mapping: FileMapping,
  at: (column: number) => unknown,
  row: number,
): void {
  const stamp = numberOf(at(mapping.time));
  if (!Number.isFinite(stamp)) {
    buffer.noCandle(row);
    return;
  }
  const unit = unitOf(stamp);
  const volume = mapping.volume === null ? 0 : numberOf(at(mapping.volume));
  buffer.unit(unit, row);
  const [open, high, low, close] = [mapping.open, mapping.high, mapping.low, mapping.close].map((one) =>
    numberOf(at(one)),
  );
  buffer.push(row, toMs(stamp, unit), open!, high!, low!, close!, volume);
}

const lackOf = (error: unknown): FileProblem =>
  error instanceof FileProblem
    ? error
    : new FileProblem('failed', `the file cannot be read: ${error instanceof Error ? error.message : error}`);

/** Reads freqtrade's feather files (Arrow IPC, LZ4 or not). */
export async function readFeather(context: SourceContext, bytes: number): Promise<Reading> {
  if (bytes > MOST_BYTES) throw new FileProblem('too-large', 'the feather file is larger than 1 GB');
  compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: (data) => decompress(data) });
  try {
    const table = tableFromIPC(await readFile(context.path));
    const titles = table.schema.fields.map(({ name }) => name);
    const mapping = mappingFor(context, titles, 'freqtrade-feather');
    const columns = titles.map((_, i) => table.getChildAt(i));
    for (let row = 0; row < table.numRows; row += 1) {
      pushRow(context, mapping, (column) => columns[column]?.get(row), row + 1);
      if (row % ROWS_PER_TELLING === 0) context.onRows(row);
    }
    return { mapping, isSpot: context.given === null && context.name.isSpot, closedUntil: null };
  } catch (error) {
    throw lackOf(error);
  }
}

/** Reads Parquet files row group by row group: freqtrade's and Candlekeep's own. */
export async function readParquet(context: SourceContext, bytes: number): Promise<Reading> {
  const handle = await open(context.path, 'r');
  try {
    const file = {
      byteLength: bytes,
      slice: async (from: number, until: number = bytes): Promise<ArrayBuffer> => {
        const length = until - from;
        const { buffer } = await handle.read(Buffer.from(new ArrayBuffer(length)), 0, length, from);
        return buffer.buffer as ArrayBuffer;
      },
    };
    const metadata = await parquetMetadataAsync(file);
    const titles = parquetSchema(metadata).children.map(({ element }) => element.name);
    const isOwn = metadata.key_value_metadata?.some(({ key }) => key.startsWith('candlekeep')) === true;
    const mapping = mappingFor(context, titles, isOwn ? 'candlekeep' : 'freqtrade-parquet');
    let start = 0;
    for (const group of metadata.row_groups) {
      const end = start + Number(group.num_rows);
      const first = start;
      const onComplete = (rows: unknown[][]): void => {
        rows.forEach((row, i) => {
          pushRow(context, mapping, (column) => row[column], first + i + 1);
        });
      };
      await parquetRead({ file, metadata, compressors, rowStart: start, rowEnd: end, onComplete });
      start = end;
      context.onRows(start);
    }
    return { mapping, isSpot: context.given === null && context.name.isSpot, closedUntil: null };
  } catch (error) {
    throw lackOf(error);
  } finally {
    await handle.close();
  }
}
