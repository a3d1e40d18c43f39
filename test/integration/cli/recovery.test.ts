import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { type CliStage, prepareBuiltCli, setCliStage } from '../../helpers/cliStage.ts';

prepareBuiltCli();

const BACKFILL = ['backfill', '--symbols', 'BTCUSDT', '--timeframes', '1h', '--days', '10'];

async function filledStage(): Promise<CliStage> {
  const stage = await setCliStage({ now: Date.UTC(2026, 2, 4, 12, 0, 30), speed: 0 });
  expect((await stage.run(...BACKFILL)).code).toBe(0);
  return stage;
}

const databaseOf = (stage: CliStage): string => join(stage.dataDir, 'candlekeep.sqlite');

function edit(stage: CliStage, sql: string): void {
  const db = new Database(databaseOf(stage));
  db.exec(sql);
  db.close();
}

const issuesOf = (document: unknown): string[] =>
  (document as { series: { issues: string[] }[] }).series.flatMap(({ issues }) => issues);

describe('a store somebody edited by hand', () => {
  test.each([
    ['a candle is gone', 'DELETE FROM candle WHERE open_time % 7200000 = 0', 'have no gap in the ledger'],
    [
      'a price is impossible',
      'UPDATE candle SET high = low / 2 WHERE open_time % 86400000 = 0',
      'break the rules',
    ],
    [
      'a day count is wrong',
      'UPDATE coverage_day SET candles = 3 WHERE day % 5 = 0',
      'the coverage ledger is wrong',
    ],
    [
      'a gap lies over candles',
      `INSERT INTO gap (series_id, from_time, until_time, cause, state, attempts, updated_at)
       SELECT series_id, min(open_time), min(open_time) + 3600000, 'not-downloaded', 'open', 0, 0 FROM candle`,
      'the gap ledger calls 1 stored candle missing',
    ],
  ])('verify --deep finds that %s; verify alone believes the ledgers', async (_, sql, words) => {
    const stage = await filledStage();
    expect(await stage.json('verify', '--deep')).toMatchObject({
      code: 0,
      document: { overall: 'ok', deep: true },
    });
    edit(stage, sql);
    const { code, document } = await stage.json('verify', '--deep');
    expect(code).toBe(1);
    expect(issuesOf(document).join('\n')).toContain(words);
    expect(issuesOf((await stage.json('verify')).document).join('\n')).not.toContain('ledger is wrong');
  });

  test('store rebuild makes the ledgers tell the truth again, and a backfill brings back what is gone', async () => {
    const stage = await filledStage();
    edit(stage, 'DELETE FROM candle WHERE open_time % 7200000 = 0; UPDATE coverage_day SET candles = 3');
    const rebuilt = [{ exchange: 'bitget', symbol: 'BTCUSDT', timeframe: '1h' }];
    expect(await stage.json('store', 'rebuild')).toMatchObject({ code: 0, document: { rebuilt } });
    const { document } = await stage.json('verify', '--deep');
    expect(document).toMatchObject({ overall: 'incomplete', series: [{ candles: 120, missing: 120 }] });
    expect((await stage.run(...BACKFILL)).code).toBe(0);
    expect(await stage.json('verify', '--deep')).toMatchObject({ code: 0, document: { overall: 'ok' } });
    expect(await stage.json('store', 'rebuild')).toMatchObject({ code: 0, document: { rebuilt: [] } });
  });
});

describe('a store that is damaged', () => {
  test('is not touched, and store restore goes back to the newest backup', async () => {
    const stage = await filledStage();
    const before = (await stage.json('coverage')).document;
    await writeFile(databaseOf(stage), 'not a database at all, whatever its name says'.repeat(200));
    for (const command of [BACKFILL, ['coverage'], ['status'], ['verify']]) {
      const { code, stderr, stdout } = await stage.run(...command);
      expect(code).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toContain('Run "store restore" to go back to the newest good backup');
      expect(stderr).not.toMatch(/\n\s+at /);
    }
    const restored = await stage.json('store', 'restore');
    expect(restored).toEqual({
      code: 0,
      document: {
        from: expect.stringContaining('backups'),
        damaged: expect.stringContaining('damaged'),
        rows: {},
      },
    });
    const strip = (document: unknown) =>
      (document as { ageMs: number }[]).map(({ ageMs: _age, ...series }) => series);
    expect(strip((await stage.json('coverage')).document)).toEqual(strip(before));
    const { damaged } = restored.document as { damaged: string };
    expect(await readFile(damaged, 'utf8')).toMatch(/^not a database/);
    expect(await stage.json('verify', '--deep')).toMatchObject({ code: 0 });
  });

  test('store salvage keeps what can be read, says what is missing, and a backfill heals it', async () => {
    const stage = await filledStage();
    edit(stage, 'DELETE FROM candle WHERE open_time >= (SELECT max(open_time) FROM candle) - 7200000');
    const salvaged = await stage.json('store', 'salvage');
    expect(salvaged).toMatchObject({ code: 0, document: { from: null, rows: { candle: 237 } } });
    const { code, document } = await stage.json('verify', '--deep');
    expect(code).toBe(1);
    expect(issuesOf(document).filter((issue) => /no gap/.test(issue))).toEqual([]);
    expect((await stage.run(...BACKFILL)).code).toBe(0);
    expect(await stage.json('verify', '--deep')).toMatchObject({
      code: 0,
      document: { series: [{ candles: 240, missing: 0 }] },
    });
  });

  test('restore and salvage say so when there is nothing to work on', async () => {
    const stage = await setCliStage();
    const restore = await stage.run('store', 'restore');
    expect(restore).toMatchObject({ code: 1, stderr: expect.stringContaining('there is no backup') });
    const salvage = await stage.run('store', 'salvage');
    expect(salvage).toMatchObject({ code: 1, stderr: expect.stringContaining('there is no store in') });
  });
});

describe('a folder that cannot hold a store', () => {
  test('is named, with what to do instead', async () => {
    const stage = await setCliStage();
    const file = join(stage.dataDir, 'a file');
    await writeFile(file, 'in the way');
    const { code, stderr } = await stage.run('status', '--data-dir', join(file, 'below'));
    expect(code).toBe(1);
    expect(stderr).toContain('Choose a folder you can write to with --data-dir');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('of a newer program is refused and left as it is', async () => {
    const stage = await filledStage();
    edit(stage, 'PRAGMA user_version = 9990');
    for (const command of [BACKFILL, ['coverage']]) {
      const { code, stderr } = await stage.run(...command);
      expect(code).toBe(1);
      expect(stderr).toContain('Install the newer Candlekeep that wrote it');
    }
  });
});
