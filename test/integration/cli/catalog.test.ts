import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CliStage, prepareBuiltCli, setCliStage } from '../../helpers/cliStage.ts';

prepareBuiltCli();

const CATALOG = `symbols:
  - symbol: ETHUSDT
    exchange: binance
    market: futures
    timeframes: { 5m: 3, 1d: 400 }
  - symbol: XRPUSDT
    market: futures
    active: false
    timeframes: [1h]
`;

async function write(stage: CliStage, text: string): Promise<string> {
  const file = join(stage.dataDir, 'my catalog.yaml');
  await writeFile(file, text);
  return file;
}

describe('the catalog', () => {
  test('of a new store suggests symbols and asks for none of them', async () => {
    const { code, document } = await (await setCliStage()).json('catalog', 'list');
    expect(code).toBe(0);
    const entries = document as { symbol: string; isActive: boolean; series: { tracked: boolean }[] }[];
    expect(entries.length).toBeGreaterThan(5);
    expect(entries[0]).toEqual({
      id: expect.any(Number),
      exchange: 'bitget',
      symbol: 'ADAUSDT',
      unified: 'ADA/USDT:USDT',
      base: 'ADA',
      quote: 'USDT',
      tickSize: null,
      stepSize: null,
      minQty: null,
      contractSize: null,
      leverageMin: null,
      leverageMax: null,
      listedAt: null,
      delistedAt: null,
      sector: 'layer-1',
      isActive: true,
      completed: false,
      series: expect.any(Array),
    });
    expect(entries.flatMap((entry) => entry.series).filter(({ tracked }) => tracked)).toEqual([]);
  });

  test('that is exported and imported again changes nothing', async () => {
    const stage = await setCliStage();
    const imported = await stage.json('catalog', 'import', await write(stage, CATALOG));
    expect(imported).toMatchObject({ code: 0, document: { refused: [] } });
    const out = join(stage.dataDir, 'export.yaml');
    expect(await stage.json('catalog', 'export', out)).toEqual({ code: 0, document: { file: out } });
    expect(await readFile(out, 'utf8')).toContain('ETHUSDT');
    const again = await stage.json('catalog', 'import', out);
    expect(again).toEqual({ code: 0, document: { added: 0, changed: 0, unchanged: 2, refused: [] } });

    const other = await setCliStage();
    await other.run('catalog', 'import', out);
    const copy = join(other.dataDir, 'copy.yaml');
    await other.run('catalog', 'export', copy);
    expect(await readFile(copy, 'utf8')).toBe(await readFile(out, 'utf8'));
  });

  test('refuses what is not futures with the line that says so, and takes the rest', async () => {
    const stage = await setCliStage();
    const file = await write(
      stage,
      `${CATALOG}  - symbol: LTCUSDT\n    market: spot\n    timeframes: [1h]\n  - symbol: lower\n    market: futures\n`,
    );
    const { code, document } = await stage.json('catalog', 'import', file);
    expect(code).toBe(1);
    expect(document).toMatchObject({
      refused: [
        { line: 11, message: expect.stringContaining('only futures') },
        { line: 13, message: expect.stringContaining('symbol') },
      ],
    });
    const words = await stage.run('catalog', 'import', file);
    expect(words.stdout).toContain(`${file}:11: market: only futures are kept here`);
    const listed = (await stage.json('catalog', 'list')).document as { exchange: string; symbol: string }[];
    expect(listed.some(({ exchange, symbol }) => exchange === 'binance' && symbol === 'ETHUSDT')).toBe(true);
    expect(listed.some(({ symbol }) => symbol === 'lower')).toBe(false);
  });

  test('is completed from the venue by the first backfill', async () => {
    const stage = await setCliStage();
    await stage.run('backfill', '--symbols', 'BTCUSDT', '--timeframes', '1d', '--days', '3');
    const { stdout } = await stage.run('catalog', 'list');
    expect(stdout).toMatch(/bitget +BTCUSDT +active +0\.1 +0\.0001 +150x +.*1d:3d/);
  });

  test.each([
    ['a file that is not there', ['import', '/nowhere/catalog.yaml'], '/nowhere/catalog.yaml cannot be read'],
    [
      'a place nobody can write to',
      ['export', '/nowhere/catalog.yaml'],
      '/nowhere/catalog.yaml cannot be written',
    ],
  ])('says so in words when given %s', async (_, args, words) => {
    const { code, stderr } = await (await setCliStage()).run('catalog', ...args);
    expect(code).toBe(1);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('that is not YAML is refused with its line', async () => {
    const stage = await setCliStage();
    const { code, document } = await stage.json('catalog', 'import', await write(stage, 'symbols:\n  - [\n'));
    expect(code).toBe(1);
    expect(document).toMatchObject({ added: 0, refused: [{ line: expect.any(Number) }] });
  });
});
