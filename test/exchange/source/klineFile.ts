import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { CandleRow } from '../../../shared/domain/candle.ts';

/** Above this a time is in microseconds: Binance's spot archive changed its unit in 2025 (data/README.md, fact 6). */
const MICROSECONDS_FROM = 1e14;

function parseLine(line: string): CandleRow | null {
  const [time = '', ...cells] = line.split(',');
  if (!/^\d+$/.test(time)) return null;
  const [open = NaN, high = NaN, low = NaN, close = NaN, volume = NaN] = cells.slice(0, 5).map(Number);
  const openTime = Number(time) >= MICROSECONDS_FROM ? Number(time) / 1000 : Number(time);
  return [openTime, open, high, low, close, volume];
}

/**
 * Reads a Binance kline file, plain or gzipped, with or without a header, times in ms or µs. Returns its rows sorted
 * by open time, milliseconds UTC; missing rows are not filled.
 */
export async function readKlineFile(path: string): Promise<CandleRow[]> {
  const bytes = await readFile(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const rows = text
    .split(/\r?\n/)
    .map(parseLine)
    .filter((row) => row !== null);
  if (rows.length === 0) throw new Error(`${path} has no candles in it`);
  return rows.sort((a, b) => a[0] - b[0]);
}
