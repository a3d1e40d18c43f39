import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { withDatabase } from '../../helpers/storedRows.ts';
import { type LiveStage, setLiveStage } from './stage.ts';

const expectWhole = async (stage: LiveStage): Promise<void> => {
  for (const timeframe of ['1m', '5m'] as const) {
    expect(await stage.stored('BTCUSDT', timeframe)).toEqual(await stage.truth('BTCUSDT', timeframe));
  }
  expect((await stage.engine.ask('gaps.list', {})).gaps).toEqual([]);
};

const eventsOf = async (stage: LiveStage, type: string): Promise<string[]> =>
  (await stage.engine.ask('events.list', { limit: 100 })).events
    .filter((event) => event.type === type)
    .map(({ message }) => message);

const openCauses = (dataDir: string): string[] =>
  withDatabase(
    dataDir,
    (db) => db.prepare('SELECT DISTINCT cause FROM gap ORDER BY cause').pluck().all() as string[],
  );

/** Makes every request for candles wait for its retries, so that the ledger can be looked at before an answer. */
const delayCandles = (stage: LiveStage): (() => void) => {
  const ids = stage.exchange.faults.add([
    { kind: 'server-error', route: 'bitget.candles' },
    { kind: 'server-error', route: 'bitget.history-candles' },
  ]);
  return () => {
    for (const id of ids) stage.exchange.faults.remove(id);
  };
};

const untilCause = (stage: LiveStage, cause: string): Promise<number> =>
  stage.advanceUntil(() => openCauses(stage.dataDir).includes(cause), 15 * SECOND, 250);

describe.each([
  { events: true, stopwatchRuns: true },
  { events: false, stopwatchRuns: true },
  { events: false, stopwatchRuns: false },
])('after a sleep of the PC (events $events, stopwatch runs $stopwatchRuns)', (how) => {
  it('fetches what was slept through, and the ledger knew why it was missing', async () => {
    const stage = await setLiveStage({ timeframes: ['1m', '5m'] });
    await stage.advance(3 * MINUTE);
    const letThrough = delayCandles(stage);
    await stage.sleepPc(3 * HOUR, how);
    await untilCause(stage, 'pc-asleep');
    letThrough();
    await stage.advance(4 * MINUTE);
    expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'live', source: 'websocket' });
    await expectWhole(stage);
  });
});

it('names the time it was not running, and fetches it at the next start', async () => {
  const stage = await setLiveStage({ timeframes: ['1m', '5m'] });
  await stage.advance(3 * MINUTE);
  const letThrough = delayCandles(stage);
  await stage.restart(7 * HOUR);
  await untilCause(stage, 'app-not-running');
  letThrough();
  await stage.advance(4 * MINUTE);
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'live', source: 'websocket' });
  await expectWhole(stage);
});

it('fetches more than a page after three days away', async () => {
  const stage = await setLiveStage({ timeframes: ['1m', '5m'] });
  await stage.advance(2 * MINUTE);
  await stage.restart(3 * DAY);
  await stage.advance(3 * MINUTE);
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'live' });
  await expectWhole(stage);
});

describe.each([90 * SECOND, -90 * SECOND, 2 * HOUR, -2 * HOUR])('when the clock is set by %i ms', (ms) => {
  it('declares nothing closed until it agrees again, says so once, and catches up', async () => {
    const stage = await setLiveStage({ timeframes: ['1m', '5m'] });
    await stage.advance(3 * MINUTE);
    await stage.stepClock(ms);
    await stage.advance(20 * SECOND);
    expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'held' });
    const { venues } = await stage.engine.ask('live.state', {});
    expect(venues[0]).toMatchObject({ clockTrusted: false, clockOffsetMs: -ms });
    const before = await stage.stored('BTCUSDT', '1m');
    await stage.advance(6 * MINUTE);
    expect(await stage.stored('BTCUSDT', '1m')).toEqual(before);
    const said = await eventsOf(stage, 'clock-skew');
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('Sync now');
    await stage.stepClock(-ms);
    await stage.advance(4 * MINUTE);
    expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'live' });
    await expectWhole(stage);
  });
});

const ledgerEnd = (dataDir: string): number =>
  withDatabase(dataDir, (db) => db.prepare('SELECT max(ledger_until) FROM series').pluck().get() as number);

it.each([2 * HOUR, 10 * SECOND])(
  'promises nothing for a time that only a PC without a network believes in (clock set by %i ms)',
  async (ms) => {
    const stage = await setLiveStage({ timeframes: ['1m', '5m'] });
    await stage.advance(3 * MINUTE);
    const [cut] = stage.exchange.faults.add({ kind: 'reset' });
    stage.exchange.closeSockets(1006);
    await stage.stepClock(ms);
    await stage.advance(6 * MINUTE);
    expect(ledgerEnd(stage.dataDir)).toBeLessThanOrEqual(stage.now());
    stage.exchange.faults.remove(cut!);
    await stage.stepClock(-ms);
    await stage.advance(6 * MINUTE);
    expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'live' });
    await expectWhole(stage);
  },
);

it('asks for nothing and promises nothing before it knows what time it is', async () => {
  const stage = await setLiveStage({ timeframes: ['1m', '5m'] });
  await stage.advance(3 * MINUTE);
  const [cut] = stage.exchange.faults.add({ kind: 'reset' });
  await stage.stepClock(2 * HOUR);
  await stage.restart(MINUTE);
  await stage.advance(3 * MINUTE);
  expect(ledgerEnd(stage.dataDir)).toBeLessThanOrEqual(stage.now());
  expect(['held', 'failing']).toContain((await stage.status('BTCUSDT', '1m')).state);
  stage.exchange.faults.remove(cut!);
  await stage.stepClock(-2 * HOUR);
  await stage.advance(4 * MINUTE);
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'live' });
  await expectWhole(stage);
});

it('takes a small step of the clock without a word', async () => {
  const stage = await setLiveStage({ timeframes: ['1m', '5m'] });
  await stage.advance(2 * MINUTE);
  await stage.stepClock(8 * SECOND);
  await stage.advance(5 * MINUTE);
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'live' });
  expect(await eventsOf(stage, 'clock-skew')).toEqual([]);
  await expectWhole(stage);
});

it('stands still while paused and fetches what passed meanwhile', async () => {
  const stage = await setLiveStage({ timeframes: ['1m', '5m'] });
  await stage.advance(2 * MINUTE);
  await stage.during(stage.engine.ask('live.setAll', { paused: true }));
  const before = await stage.stored('BTCUSDT', '1m');
  await stage.advance(20 * MINUTE);
  expect(await stage.stored('BTCUSDT', '1m')).toEqual(before);
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'off', source: null });
  await stage.during(stage.engine.ask('live.setAll', { paused: false }));
  await stage.advance(2 * MINUTE);
  await expectWhole(stage);
});

it('stops what leaves the catalog, and goes on with the rest', async () => {
  const stage = await setLiveStage({ symbols: ['BTCUSDT', 'ETHUSDT'], timeframes: ['1m', '5m'] });
  await stage.advance(2 * MINUTE);
  const { entries } = await stage.engine.ask('catalog.list', {});
  const gone = entries.find(({ symbol }) => symbol === 'ETHUSDT')!;
  await stage.during(stage.engine.ask('catalog.remove', { instrumentId: gone.id, keepData: false }));
  await stage.advance(3 * MINUTE);
  expect(stage.exchange.sockets().flatMap(({ streams }) => streams)).not.toContain('candle1m:ETHUSDT');
  const { series } = await stage.engine.ask('live.state', {});
  expect(series.map(({ symbol }) => symbol)).toEqual(['BTCUSDT', 'BTCUSDT']);
  expect(series.every(({ state }) => state === 'live')).toBe(true);
  await expectWhole(stage);
});

it('keeps a series live that a backfill was asked to keep', async () => {
  const stage = await setLiveStage({
    timeframes: ['1m', '5m'],
    exchange: { symbols: ['BTCUSDT', 'ETHUSDT'] },
  });
  const { jobId } = await stage.during(
    stage.engine.ask('backfill.start', {
      exchange: 'bitget',
      symbols: ['ETHUSDT'],
      timeframes: ['1h'],
      days: 2,
      keepLive: true,
    }),
  );
  await stage.during(stage.engine.jobWhen(jobId));
  await stage.advance(HOUR + 20 * SECOND);
  const { series } = await stage.engine.ask('live.state', {});
  expect(series.find(({ symbol }) => symbol === 'ETHUSDT')).toMatchObject({ timeframe: '1h', state: 'live' });
});

/** Every cause the ledger has given while virtual time passed. */
async function causesOver(stage: LiveStage, ms: number): Promise<string[]> {
  const causes = new Set<string>();
  for (let passed = 0; passed < ms; passed += 250) {
    await stage.advance(250);
    for (const cause of openCauses(stage.dataDir)) causes.add(cause);
  }
  return [...causes].sort();
}

it('does not call it the program’s absence when the trader had paused it anyway', async () => {
  const stage = await setLiveStage({ timeframes: ['1m', '5m'] });
  await stage.advance(3 * MINUTE);
  await stage.during(stage.engine.ask('live.setAll', { paused: true }));
  await stage.advance(10 * MINUTE);
  await stage.restart(2 * HOUR);
  await stage.advance(10 * MINUTE);
  const letThrough = delayCandles(stage);
  await stage.during(stage.engine.ask('live.setAll', { paused: false }));
  expect(await causesOver(stage, 15 * SECOND)).not.toContain('app-not-running');
  letThrough();
  await stage.advance(4 * MINUTE);
  await expectWhole(stage);
});

it('does not call it sleep when the program stood still for minutes on a host that tells of sleep', async () => {
  const stage = await setLiveStage({ timeframes: ['1m', '5m'], tellsSleep: true });
  await stage.advance(3 * MINUTE);
  let letThrough = delayCandles(stage);
  await stage.sleepPc(4 * MINUTE, { events: false });
  expect(await causesOver(stage, 15 * SECOND)).not.toContain('pc-asleep');
  letThrough();
  await stage.advance(4 * MINUTE);
  await expectWhole(stage);
  for (const events of [true, false]) {
    letThrough = delayCandles(stage);
    await stage.sleepPc(HOUR, { events });
    await untilCause(stage, 'pc-asleep');
    letThrough();
    await stage.advance(4 * MINUTE);
    await expectWhole(stage);
  }
});
