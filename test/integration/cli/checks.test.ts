import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../../shared/domain/time.ts';
import { type CliStage, prepareBuiltCli, setCliStage } from '../../helpers/cliStage.ts';
import { readSqlite, withRawDb } from '../../helpers/rawDb.ts';

prepareBuiltCli();

const NOON = Date.UTC(2026, 2, 4, 12, 0, 30);
const TODAY = Math.floor(NOON / DAY) * DAY;

async function stageWithDays(): Promise<CliStage> {
  const stage = await setCliStage({ now: NOON, speed: 0 });
  const backfill = ['backfill', '--symbols', 'BTCUSDT', '--timeframes', '15m,1h', '--days', '6'];
  expect((await stage.run(...backfill)).code).toBe(0);
  return stage;
}

const key = (timeframe: string) => ({ exchange: 'bitget', symbol: 'BTCUSDT', timeframe });
const well = { result: 'ok', found: 0, problem: null };

test('checks are part of the verification, its document and its exit code', async () => {
  const stage = await stageWithDays();
  const checks = ['--check', 'ledger,aggregate', '--check', 'suspicious'];
  const good = await stage.json('verify', ...checks);
  expect(good).toMatchObject({
    code: 0,
    document: {
      overall: 'ok',
      checks: [
        { ...well, kind: 'ledger', checked: 6 * 120 },
        { ...well, kind: 'aggregate', checked: 144, series: [key('1h')] },
        { ...well, kind: 'suspicious' },
      ],
    },
  });
  withRawDb(stage.dataDir, (db) =>
    db.exec(`UPDATE candle SET high = high + 1 WHERE open_time = ${TODAY - DAY}
             AND series_id = (SELECT id FROM series WHERE timeframe = '1h')`),
  );
  const bad = await stage.json('verify', '--check', 'aggregate');
  expect(bad).toMatchObject({
    code: 1,
    document: {
      overall: 'ok',
      checks: [
        {
          result: 'found',
          found: 1,
          series: [
            {
              ...key('1h'),
              issues: [
                '1 of 144 candles differ from the sum of their 15m candles, the first at 2026-03-03T00:00:00+00:00',
              ],
            },
          ],
        },
      ],
    },
  });
});

test('the canary fetches again, keeps what changed, and ends with 1', async () => {
  const stage = await stageWithDays();
  expect((await stage.run('verify', '--check', 'canary')).code).toBe(0);
  const openTime = TODAY - 3 * DAY + 5 * HOUR;
  const fault = { kind: 'correction', symbol: 'BTCUSDT', timeframe: '1h', openTime, at: NOON } as const;
  stage.exchange.faults.add(fault);
  const { code, stdout } = await stage.run('verify', '--check', 'canary', '--timeframes', '1h');
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^canary check: found, 1 of 108 candles\n +- bitget BTCUSDT 1h: 1 candle on 1 day changed/m,
  );
  const revisions = readSqlite(`${stage.dataDir}/candlekeep.sqlite`, 'SELECT open_time FROM candle_revision');
  expect(revisions).toEqual([{ open_time: openTime }]);
});

test('a check nobody knows is refused with those there are', async () => {
  const stage = await setCliStage({ now: NOON, speed: 0 });
  const { code, stderr } = await stage.run('verify', '--check', 'everything');
  expect(code).toBe(2);
  expect(stderr).toContain('allowed are ledger, aggregate, canary, suspicious');
});
