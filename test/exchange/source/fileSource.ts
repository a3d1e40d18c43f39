import type { CandleRow } from '../../../shared/domain/candle.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { type Contract, contractOf } from '../contracts.ts';
import { decimal } from '../decimal.ts';
import { readKlineFile } from './klineFile.ts';
import { append, type CandleSource, type Ohlcv } from './ohlcv.ts';

/** A file of real candles; `shiftMs` is added to its times so that an old file can end today. */
export type FileSpec = Readonly<{ symbol: string; timeframe: Timeframe; path: string; shiftMs?: number }>;

type Series = Readonly<{
  duration: number;
  rows: ReadonlyMap<number, CandleRow>;
  first: number;
  last: number;
}>;

const toOhlcv = ([, open, high, low, close, volume]: CandleRow): Ohlcv => ({
  open,
  high,
  low,
  close,
  volume,
});

/** Returns the candle as it stood after `share` of its time: open, then the near extreme, the far one, the close. */
export function forming(row: CandleRow, share: number): Ohlcv {
  const { open, high, low, close, volume } = toOhlcv(row);
  const stops = close >= open ? [open, low, high, close] : [open, high, low, close];
  const seen = stops.slice(0, Math.max(1, Math.ceil(share * stops.length)));
  const digits = decimal(volume).split('.')[1]?.length ?? 0;
  return {
    open,
    high: Math.max(...seen),
    low: Math.min(...seen),
    close: seen.at(-1)!,
    volume: Number((volume * share).toFixed(digits)),
  };
}

function toSeries(timeframe: Timeframe, rows: readonly CandleRow[]): Series {
  const duration = durationOf(timeframe);
  return {
    duration,
    rows: new Map(rows.map((row) => [row[0], row])),
    first: rows[0]![0],
    last: rows.at(-1)![0],
  };
}

/** Adds up the rows of one series in [from, until); the row that `until` cuts counts as far as it had formed. */
function sumOf({ duration, rows, first, last }: Series, from: number, until: number): Ohlcv | null {
  let sum: Ohlcv | null = null;
  const start = Math.max(first, first + Math.ceil((from - first) / duration) * duration);
  for (let open = start; open < until && open <= last; open += duration) {
    const row = rows.get(open);
    if (row === undefined) continue;
    const share = Math.min(1, (until - open) / duration);
    sum = append(sum, share === 1 ? toOhlcv(row) : forming(row, share));
  }
  return sum;
}

/**
 * Makes a source of the files of one symbol. A stretch that is one candle of a file is that candle; anything else is
 * added up from the finest file. Rows that are missing are holes.
 */
function createFileSource(files: ReadonlyMap<Timeframe, readonly CandleRow[]>): CandleSource {
  const series = [...files]
    .map(([timeframe, rows]) => toSeries(timeframe, rows))
    .sort((a, b) => a.duration - b.duration);
  const finest = series[0]!;
  return {
    span: {
      from: Math.min(...series.map(({ first }) => first)),
      until: Math.max(...series.map(({ last, duration }) => last + duration)),
    },
    traded(from, until) {
      const own = series.find(
        ({ duration, first }) => duration === until - from && (from - first) % duration === 0,
      );
      if (own !== undefined) {
        const row = own.rows.get(from);
        return row === undefined ? null : toOhlcv(row);
      }
      return sumOf(finest, from, until);
    },
  };
}

const digitsOf = (rows: readonly CandleRow[]): number =>
  Math.max(
    ...rows
      .slice(0, 1_000)
      .flatMap((row) => row.slice(1, 5).map((price) => decimal(price).split('.')[1]?.length ?? 0)),
  );

/** Reads the files and returns one contract and source per symbol; prices keep the digits the file has. */
export async function loadFiles(
  specs: readonly FileSpec[],
): Promise<{ contract: Contract; source: CandleSource }[]> {
  const bySymbol = new Map<string, Map<Timeframe, CandleRow[]>>();
  for (const { symbol, timeframe, path, shiftMs = 0 } of specs) {
    const rows = (await readKlineFile(path)).map(
      (row): CandleRow => [row[0] + shiftMs, row[1], row[2], row[3], row[4], row[5]],
    );
    const files = bySymbol.get(symbol) ?? new Map<Timeframe, CandleRow[]>();
    // Two months of one series join into one.
    files.set(
      timeframe,
      [...(files.get(timeframe) ?? []), ...rows].sort((a, b) => a[0] - b[0]),
    );
    bySymbol.set(symbol, files);
  }
  return [...bySymbol].map(([symbol, files]) => {
    const rows = [...files.values()][0]!;
    return {
      contract: {
        ...contractOf(symbol),
        pricePlace: digitsOf(rows),
        priceEndStep: 1,
        basePrice: rows[0]![4],
      },
      source: createFileSource(files),
    };
  });
}
