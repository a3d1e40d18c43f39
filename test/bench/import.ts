import { createReadStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { readFile } from '../../electron/files/import/readFile.ts';
import { MINUTE } from '../../shared/domain/time.ts';
import { makeTempDir } from '../helpers/tempDir.ts';
import { type BenchResult, race } from './result.ts';

/** A month of minutes. */
const ROWS = 31 * 24 * 60;
const START = Date.UTC(2026, 0, 1);
const ROUNDS = 5;
/** Measured 3.0 on two busy cores: lines without quotes do not go through csv-parse. */
const TARGET = 1.5;

const line = (i: number): string => {
  const price = 100 + (i % 977) / 100;
  const open = START + i * MINUTE;
  return `${open},${price},${price + 0.5},${price - 0.5},${price + 0.1},${i % 311},${open + MINUTE - 1},1,2,3,4,0`;
};

async function bareParse(path: string): Promise<void> {
  let rows = 0;
  for await (const _ of createReadStream(path).pipe(parse())) rows += 1;
  if (rows !== ROWS) throw new Error(`csv-parse found ${rows} rows`);
}

async function readCandles(path: string): Promise<void> {
  const { candles } = await readFile({ path, mapping: null, now: Date.UTC(2026, 5) }, () => undefined);
  if (candles?.openTime.length !== ROWS) throw new Error(`${candles?.openTime.length} candles were read`);
}

/** A month of 1m CSV of the Binance archive, read and checked, against csv-parse doing nothing with the same file. */
export async function benchImport(): Promise<BenchResult[]> {
  const dir = makeTempDir();
  try {
    const path = join(dir.path, 'BTCUSDT-1m-2026-01.csv');
    writeFileSync(path, Array.from({ length: ROWS }, (_, i) => line(i)).join('\n'));
    const { ours, bare } = await race(ROUNDS, { ours: () => readCandles(path), bare: () => bareParse(path) });
    return [
      {
        name: 'import a month of 1m CSV',
        baseline: 'csv-parse alone',
        ratio: bare / ours,
        target: TARGET,
        detail: `${Math.round((ROWS / ours) * 1_000)} rows/s against ${Math.round((ROWS / bare) * 1_000)}`,
      },
    ];
  } finally {
    dir.remove();
  }
}
