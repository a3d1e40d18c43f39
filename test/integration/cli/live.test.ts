import { expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { type CliStage, prepareBuiltCli, setCliStage } from '../../helpers/cliStage.ts';
import { storedRows, withDatabase } from '../../helpers/storedRows.ts';

prepareBuiltCli();

/**
 * A venue whose next minute ends in a few real seconds, at most 28 seconds away from this PC's time: further off, the
 * program would rightly take the clock for a wrong one.
 */
function shortlyBeforeAMinute(): number {
  const now = Date.now();
  const shifted = (second: number): number => {
    const shift = second * SECOND - (now % MINUTE);
    return shift > MINUTE / 2 ? shift - MINUTE : shift < -MINUTE / 2 ? shift + MINUTE : shift;
  };
  const shift = [52, 47].map(shifted).find((ms) => Math.abs(ms) <= 28 * SECOND)!;
  return now + shift;
}

const leftLive = (stage: CliStage): unknown =>
  withDatabase(stage.dataDir, (db) =>
    db.prepare('SELECT id FROM series WHERE live = 1 OR live_mode IS NOT NULL').all(),
  );

it('keeps series live for a while, tells every candle and turns them back', async () => {
  const stage = await setCliStage({ now: shortlyBeforeAMinute(), pushIntervalMs: 100 });
  const running = stage.start('live', '--symbols', 'BTCUSDT', '--timeframes', '1m', '--for', '19');
  await running.says(/Ctrl-C ends it/);
  const { code, stdout } = await running.ended;
  expect(stdout).toMatch(/bitget BTCUSDT 1m {2}stored \d+\.\d s after its close/);
  expect(stdout).toMatch(/1 candles, latency .* 0 reconnects, 0 errors/);
  expect(code).toBe(0);
  const key = { exchange: 'bitget', symbol: 'BTCUSDT', timeframe: '1m' } as const;
  const rows = storedRows(stage.dataDir, key);
  const first = rows[0]![0];
  expect(rows).toEqual(
    Array.from(stage.exchange.truth('bitget', 'BTCUSDT', '1m', first, Date.now() + MINUTE).openTime, (time) =>
      expect.arrayContaining([time]),
    ),
  );
  expect(leftLive(stage)).toEqual([]);
}, 60_000);

it('ends in order on Ctrl-C, and status has told what it did meanwhile', async () => {
  const stage = await setCliStage();
  const running = stage.start(
    ...['live', '--symbols', 'BTCUSDT', '--timeframes', '1m,5m', '--mode', 'polling', '--json'],
  );
  await running.says(/Ctrl-C ends it/);
  const look = async (): Promise<{
    live: { running: boolean; series: { state: string; source: string }[] };
  }> => (await stage.json('status')).document as never;
  let status = await look();
  const isLive = ({ live: { series } }: typeof status): boolean =>
    series.length === 2 && series.every(({ state }) => state === 'live');
  while (!isLive(status)) status = await look();
  expect(status.live).toMatchObject({
    running: true,
    series: [{ source: 'polling' }, { source: 'derived' }],
  });
  running.child.kill('SIGINT');
  const { code, stdout } = await running.ended;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    candles: expect.any(Number),
    series: [
      { timeframe: '1m', wasLive: true },
      { timeframe: '5m', wasLive: true },
    ],
  });
  expect(leftLive(stage)).toEqual([]);
  expect((await look()).live).toMatchObject({ running: false, series: [] });
}, 60_000);

it('says which contracts there are when it does not know one', async () => {
  const stage = await setCliStage();
  const { code, stderr } = await stage.run('live', '--symbols', 'BTCUSD', '--timeframes', '1m', '--for', '5');
  expect(code).toBe(1);
  expect(stderr).toContain('BTCUSDT');
});

it('tells a script when a series never became live', async () => {
  const stage = await setCliStage({ faults: [{ kind: 'server-error', route: 'bitget.candles' }] });
  const { code } = await stage.run('live', '--symbols', 'BTCUSDT', '--timeframes', '1m', '--for', '3');
  expect(code).toBe(1);
});
