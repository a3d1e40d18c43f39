import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { silentLog } from '../../../electron/platform/log.ts';
import { openStore } from '../../../electron/store/storeClient.ts';
import { prepareBuiltCli, setCliStage } from '../../helpers/cliStage.ts';
import { sampleSpec } from '../../helpers/frameSamples.ts';
import { THREAD_ENTRY } from '../../helpers/storeThread.ts';

prepareBuiltCli();

it('align writes a frame with its passport, tests it, and checks it again', async () => {
  const stage = await setCliStage();
  const { code } = await stage.run(
    'backfill',
    '--symbols',
    'ETHUSDT',
    '--timeframes',
    '1m,5m,1h',
    '--days',
    '2',
  );
  expect(code).toBe(0);
  const out = join(stage.dataDir, 'f.csv');
  const args = ['align', '--symbol', 'ETHUSDT', '--base-tf', '1m', '--with', '5m,1h'];
  const made = await stage.json(...args, '--indicators', 'sma:20,1h/rsi', '--leak-test', '--out', out);
  expect(made.code).toBe(0);
  expect(made.document).toMatchObject({
    path: out,
    passport: `${out}.passport.json`,
    columns: expect.arrayContaining(['timestamp', '5m_close', 'sma_20', '1h_rsi_14']),
    leakTest: { passed: true },
  });
  const { rows } = made.document as { rows: number };
  expect(readFileSync(out, 'utf8').split('\n')).toHaveLength(rows + 2);

  const check = await stage.json('align', '--check', `${out}.passport.json`);
  expect(check).toEqual({
    code: 0,
    document: { identical: true, fileMatches: true, differences: [], notes: [] },
  });

  const again = await stage.run(...args, '--out', out);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('is already there') });
  const parquet = join(stage.dataDir, 'f.parquet');
  expect(await stage.run(...args, '--out', parquet)).toMatchObject({ code: 0 });
  expect(existsSync(`${parquet}.passport.json`)).toBe(true);
  expect(await stage.run(...args, '--leak-test')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('PASS 1h_close'),
  });
});

it('align says how its options are written', async () => {
  const stage = await setCliStage();
  const said = async (...args: string[]) => (await stage.run('align', ...args)).stderr;
  expect(await said('--indicators', 'sma:0')).toContain('write it like sma:period, for example sma:20');
  expect(await said('--indicators', 'hma:9')).toContain('"hma" is not an indicator; there are sma, ema');
  expect(await said('--features', 'luck')).toContain('"luck" is not a feature');
  expect(await said('--with', '7m')).toContain('neither a timeframe');
  expect(await said('--symbol', 'ETHUSDT', '--base-tf', '1m')).toContain('--out FILE');
  expect(await said('--symbol', 'ETHUSDT', '--out', 'f.csv')).toContain('like --base-tf 1m');
  expect(await said('--symbol', 'ETHUSDT', '--base-tf', '1m', '--out', 'f.txt')).toContain('.parquet');
});

it('align writes the frame of a preset, lists the presets, and says which there are', async () => {
  const stage = await setCliStage();
  await stage.run('backfill', '--symbols', 'ETHUSDT', '--timeframes', '1h', '--days', '4');
  const store = await openStore({ dataDir: stage.dataDir, threadEntry: THREAD_ENTRY, log: silentLog });
  await store.write.saveFramePreset({
    name: 'daily',
    spec: sampleSpec({ base: '1h', joins: [], indicators: [] }),
    format: { kind: 'csv', separator: ';', time: 'iso', decimals: null, header: true },
    days: 2,
  });
  await store.close();
  expect((await stage.run('align', '--list-presets')).stdout).toBe(
    'daily: bitget ETHUSDT 1h, last 2 days, csv\n',
  );
  const out = join(stage.dataDir, 'daily.csv');
  const from = '2026-01-01';
  expect(await stage.json('align', '--preset', 'daily', '--from', from, '--out', out)).toMatchObject({
    code: 0,
    document: { path: out, leakTest: null },
  });
  expect(readFileSync(out, 'utf8')).toMatch(/^timestamp;open;high;low;close;volume\n/);
  const usual = await stage.json('align', '--preset', 'daily', '--from', from, '--overwrite');
  const { path } = usual.document as { path: string };
  expect(dirname(path)).toBe(join(stage.dataDir, 'exports'));
  const failed = async (...args: string[]) => (await stage.run('align', '--preset', ...args)).stderr;
  expect(await failed('luck')).toContain('there is no preset "luck". There are "daily".');
  expect(await failed('daily', '--out', 'f.parquet')).toContain('the preset "daily" writes csv');
  expect(await failed('daily', '--symbol', 'ETHUSDT')).toContain('cannot be used with');
});
