import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { candleRows } from '../../shared/domain/candle.ts';
import { type SeriesKey, seriesName } from '../../shared/domain/series.ts';
import { DAY } from '../../shared/domain/time.ts';
import { startExchange } from '../exchange/index.ts';
import { createRandom } from '../exchange/random.ts';
import { ensureCliBuilt, runCli } from '../helpers/builtCli.ts';
import { rowDifferences } from '../helpers/sameRows.ts';
import { storedRows } from '../helpers/storedRows.ts';
import { makeTempDir, type TempDir } from '../helpers/tempDir.ts';
import { drawBlow, killBackfill } from './killedBackfill.ts';
import { byTime, examine } from './soundness.ts';

const KILLS = process.env.CANDLEKEEP_TEST_LONG === '1' ? 100 : 8;
const SEED = Number(process.env.CANDLEKEEP_TEST_SEED ?? 1);
/** Longest a kill may take, with its start and its examination. */
const PATIENCE_PER_KILL = 10_000;

const NOW = Date.UTC(2026, 2, 4, 12, 0, 30);
const RANGE = { from: NOW - 9 * DAY - 30_000, until: NOW - 30_000 };
const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'];
const TIMEFRAMES = ['1m', '5m', '1h'] as const;
const WANTED: readonly SeriesKey[] = SYMBOLS.flatMap((symbol) =>
  TIMEFRAMES.map((timeframe): SeriesKey => ({ exchange: 'bitget', symbol, timeframe })),
);
/** Pages of one whole download: 13 of minutes, 3 of five minutes and one of hours for every symbol. */
const PAGES = 51;

const iso = (time: number): string => new Date(time).toISOString();
const BACKFILL = [
  ...['backfill', '--symbols', SYMBOLS.join(','), '--timeframes', TIMEFRAMES.join(',')],
  ...['--from', iso(RANGE.from), '--to', iso(RANGE.until)],
];

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

describe('a headless backfill whose power goes', () => {
  beforeAll(ensureCliBuilt, 120_000);

  test(`${KILLS} times leaves a sound store every time, and in the end the candles of the venue to the last value`, {
    timeout: 60_000 + KILLS * PATIENCE_PER_KILL,
  }, async () => {
    const begun = performance.now();
    const exchange = await startExchange({ symbols: SYMBOLS, now: NOW, latencyMs: 15 });
    onTestFinished(() => exchange.close());
    const venue = (key: SeriesKey) =>
      candleRows(exchange.truth(key.exchange, key.symbol, key.timeframe, RANGE.from, RANGE.until));
    const truth = new Map(WANTED.map((key) => [seriesName(key), byTime(venue(key))]));
    const whole = [...truth.values()].reduce((sum, rows) => sum + rows.size, 0);

    const dirs: TempDir[] = [];
    onTestFinished(() => {
      for (const dir of dirs) dir.remove();
    });
    const nextDir = (): string => {
      dirs.push(makeTempDir());
      return dirs.at(-1)!.path;
    };
    const environment = (dataDir: string) => ({
      CANDLEKEEP_BITGET_URL: exchange.url,
      CANDLEKEEP_DATA_DIR: dataDir,
    });

    const finish = async (dataDir: string): Promise<void> => {
      const last = await runCli([...BACKFILL, '--json'], environment(dataDir));
      expect(last, last.stderr).toMatchObject({ code: 0 });
      expect(JSON.parse(last.stdout)).toMatchObject({ state: 'done' });
      for (const key of WANTED) expect(rowDifferences(storedRows(dataDir, key), venue(key))).toEqual([]);
      expect(examine(dataDir, WANTED, truth)).toEqual({ faults: [], rows: whole });
      const deep = await runCli(['verify', '--deep', '--json'], environment(dataDir));
      expect(JSON.parse(deep.stdout)).toMatchObject({ deep: true });
      expect(deep.stdout).not.toMatch(/ledger|damaged|break the rules/);
    };

    const random = createRandom(SEED);
    const rowsAtKill: number[] = [];
    const phases = { starting: 0, downloading: 0, closing: 0 };
    let dataDir = nextDir();
    let tooLate = 0;
    while (rowsAtKill.length < KILLS) {
      const held = rowsAtKill.at(-1) ?? 0;
      const blow = drawBlow(random, Math.ceil((PAGES / 3) * (1 - held / whole)));
      const { signal } = await killBackfill(BACKFILL, environment(dataDir), blow, exchange);
      const name = `kill ${rowsAtKill.length + 1} (seed ${SEED}): ${JSON.stringify(blow)}`;
      const { faults, rows } = existsSync(join(dataDir, 'candlekeep.sqlite'))
        ? examine(dataDir, WANTED, truth)
        : { faults: [], rows: 0 };
      expect(faults, name).toEqual([]);
      if (signal === 'SIGKILL') {
        rowsAtKill.push(rows);
        phases[blow.phase] += 1;
      } else tooLate += 1;
      if (rows < whole) continue;
      await finish(dataDir);
      dataDir = nextDir();
    }
    await finish(dataDir);
    const seconds = Math.round((performance.now() - begun) / 1_000);
    const told = Object.entries(phases).map(([phase, n]) => `${n} ${phase}`);
    process.stdout.write(
      `${KILLS} kills (${told.join(', ')}; ${tooLate} came too late), median ${median(rowsAtKill)} of ${whole} rows, ${dirs.length} stores filled, ${seconds} s\n`,
    );
  });
});
