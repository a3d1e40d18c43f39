import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareBuiltCli, setCliStage } from '../../helpers/cliStage.ts';
import { csvOf, hours } from '../imports/stage.ts';

prepareBuiltCli();

test('import stores a file, reports rejected rows with exit code 1, and changes nothing on a dry run', async () => {
  const stage = await setCliStage();
  const clean = join(stage.dataDir, 'BTCUSDT_1h.csv');
  await writeFile(clean, csvOf(hours(100)));
  const dry = await stage.json('import', clean, '--dry-run');
  expect(dry).toMatchObject({
    code: 0,
    document: { importId: null, files: [{ candles: 100, fresh: 100, stored: 0 }] },
  });
  const done = await stage.json('import', clean);
  expect(done).toMatchObject({
    code: 0,
    document: { state: 'done', files: [{ stored: 100, mapping: { exchange: 'bitget' } }] },
  });
  const dirty = join(stage.dataDir, 'ETHUSDT_1h.csv');
  await writeFile(dirty, `${csvOf(hours(10))}\nsum,,,,,`);
  const warned = await stage.json('import', dirty, '--exchange', 'binance', '--conflict', 'take');
  expect(warned).toMatchObject({
    code: 1,
    document: { files: [{ stored: 10, issues: [{ kind: 'not-a-candle', count: 1, lines: [12] }] }] },
  });
  const { document } = await stage.json('coverage');
  expect(
    (document as { symbol: string; candles: number }[]).map(({ symbol, candles }) => [symbol, candles]),
  ).toEqual([
    ['ETHUSDT', 10],
    ['BTCUSDT', 100],
  ]);
}, 60_000);
