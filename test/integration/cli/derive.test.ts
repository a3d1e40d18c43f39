import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareBuiltCli, setCliStage } from '../../helpers/cliStage.ts';

prepareBuiltCli();

const NOON = Date.UTC(2026, 2, 4, 12, 0, 30);

test('derives, compares with the venue, and builds features with their Parquet files', async () => {
  const stage = await setCliStage({ now: NOON, speed: 0 });
  const backfill = ['backfill', '--symbols', 'BTCUSDT', '--timeframes', '1m', '--days', '1'];
  expect((await stage.run(...backfill)).code).toBe(0);

  const args = ['derive', '--symbol', 'BTCUSDT', '--from-tf', '1m', '--to-tf', '1h', '--reconcile'];
  const derived = await stage.json(...args);
  expect(derived.code).toBe(0);
  expect(derived.document).toMatchObject({ timeframe: '1h', written: 24, reconciliation: { compared: 0 } });

  const wrong = await stage.run('derive', '--symbol', 'BTCUSDT', '--from-tf', '3m', '--to-tf', '1h');
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain('bitget BTCUSDT 3m is not in the store');

  const built = await stage.json('features', 'build', '--timeframes', '1h', '--parquet');
  expect(built).toEqual({ code: 0, document: { series: 1, rows: 24, partitions: 1 } });
  expect(existsSync(join(stage.dataDir, 'features', 'symbol=BTCUSDT', '2026-03', 'features.parquet'))).toBe(
    true,
  );

  const listed = await stage.json('features', 'list');
  expect(listed.document).toMatchObject({ series: [{ symbol: 'BTCUSDT', timeframe: '1h', rows: 24 }] });
});
