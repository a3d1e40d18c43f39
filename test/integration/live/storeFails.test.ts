import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { createBallast, mountTinyDisk } from '../../helpers/tinyDisk.ts';
import { type LiveStage, setLiveStage } from './stage.ts';

// The store takes nothing while live ingestion goes on: a full disk, and another program that holds its lock.

const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'XRPUSDT', 'SOLUSDT', 'ADAUSDT'];

const told = async (stage: LiveStage): Promise<string[]> =>
  (await stage.engine.ask('alerts.list', { limit: 100 })).alerts.map(
    ({ kind, subject, resolvedAt }) => `${kind} ${subject}${resolvedAt === null ? '' : ' (over)'}`,
  );

async function expectWhole(stage: LiveStage, symbols = SYMBOLS): Promise<void> {
  for (const symbol of symbols) {
    expect(await stage.stored(symbol, '1m')).toEqual(await stage.truth(symbol, '1m'));
  }
  expect((await stage.engine.ask('gaps.list', {})).gaps).toEqual([]);
}

const roomEnough = { freeBytes: async () => 1e12 };

it('a full disk is one alert, and every candle of that time is stored once there is room', async (test) => {
  const disk = mountTinyDisk(test, '48m');
  const stage = await setLiveStage({
    symbols: SYMBOLS,
    timeframes: ['1m'],
    dataDir: disk,
    surroundings: { disk: roomEnough },
  });
  await stage.advance(2 * MINUTE);
  const ballast = createBallast(disk);
  stage.exchange.requests.clear();
  for (let minute = 0; minute < 15; minute += 1) {
    // A log that is folded makes room again.
    ballast.fill();
    await stage.advance(MINUTE);
  }
  expect(await told(stage)).toEqual(['errors-in-a-row store']);
  const [alert] = (await stage.engine.ask('alerts.list', { limit: 1 })).alerts;
  expect(alert).toMatchObject({ params: { store: 5, lastError: { code: 'store', fault: 'disk-full' } } });
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'failing' });
  // The venue is not made to pay for it.
  expect(stage.exchange.requests.query().length).toBeLessThan(250);
  ballast.free();
  await stage.advance(4 * MINUTE);
  await expectWhole(stage);
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'live', errors: 0 });
  expect(await told(stage)).toEqual(['errors-in-a-row store (over)']);
});

it('a store that somebody else has locked gets every candle once it is free', async () => {
  const stage = await setLiveStage({
    symbols: ['BTCUSDT'],
    timeframes: ['1m'],
    // The writer waits for the lock in real time: few steps, so that the test is quick.
    grainMs: 30_000,
    surroundings: { disk: roomEnough },
  });
  // Just before a candle closes: everything else that is written waits, too.
  await stage.advance(2 * MINUTE + 45 * SECOND);
  const other = new Database(join(stage.dataDir, 'candlekeep.sqlite'));
  onTestFinished(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  await stage.advanceUntil(
    async () => (await stage.status('BTCUSDT', '1m')).errors > 0,
    3 * MINUTE,
    10 * SECOND,
  );
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({
    lastError: { code: 'store', fault: 'store-locked' },
  });
  other.exec('ROLLBACK');
  await stage.advance(4 * MINUTE);
  await expectWhole(stage, ['BTCUSDT']);
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'live', errors: 0 });
});

it('live ingestion that could not read what is to be live tries again by itself, and says so', async () => {
  const stage = await setLiveStage({ symbols: SYMBOLS, timeframes: ['1m'] });
  await stage.advance(2 * MINUTE);
  const other = new Database(join(stage.dataDir, 'candlekeep.sqlite'));
  onTestFinished(() => void other.close());
  other.pragma('legacy_alter_table = ON');
  await stage.during(stage.engine.ask('live.setAll', { paused: true }));
  other.exec('ALTER TABLE ingestion_status RENAME TO gone');
  await stage.during(stage.engine.ask('live.setAll', { paused: false }));
  await stage.advance(3 * MINUTE);
  const said = async () =>
    (await stage.engine.ask('events.list', { limit: 100 })).events
      .map(({ type }) => type)
      .filter((type) => type.startsWith('live-taken') || type.startsWith('live-not'));
  expect(await said()).toEqual(['live-not-taken-up']);
  other.exec('ALTER TABLE gone RENAME TO ingestion_status');
  await stage.advance(2 * MINUTE);
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'live' });
  expect(await said()).toEqual(['live-taken-up', 'live-not-taken-up']);
  await expectWhole(stage);
});
