import { describe, expect, it } from 'vitest';
import { EXCHANGES } from '../../../shared/domain/exchange.ts';
import { HOUR, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { problemWords } from '../../../shared/words/problems.ts';
import { withRawDb } from '../../helpers/rawDb.ts';
import { type LiveStage, START, setLiveStage } from './stage.ts';

const eventTypes = async (stage: LiveStage): Promise<string[]> =>
  (await stage.engine.ask('events.list', { limit: 100 })).events.map(({ type }) => type);

const expectWhole = async (stage: LiveStage, symbol = 'BTCUSDT'): Promise<void> =>
  expect(await stage.stored(symbol, '1m')).toEqual(await stage.truth(symbol, '1m'));

const venueOf = async (stage: LiveStage) => (await stage.engine.ask('live.state', {})).venues[0]!;

describe.each(EXCHANGES)('on %s', (venue) => {
  it('dials again after a cut, restores its streams and fetches what it missed', async () => {
    const stage = await setLiveStage({ venue, symbols: ['BTCUSDT', 'ETHUSDT'], timeframes: ['1m'] });
    await stage.advance(90 * SECOND);
    stage.exchange.closeSockets(1006);
    await stage.advance(3 * MINUTE);
    expect(await venueOf(stage)).toMatchObject({ socket: 'open', reconnects: 1, desired: 2, active: 2 });
    expect(await stage.status('ETHUSDT', '1m')).toMatchObject({ state: 'live', source: 'websocket' });
    await expectWhole(stage);
    await expectWhole(stage, 'ETHUSDT');
  });

  it('finds a line that is silent while the venue talks, and dials again', async () => {
    const stage = await setLiveStage({ venue, timeframes: ['1m'] });
    await stage.advance(2 * MINUTE);
    const [stall] = stage.exchange.faults.add({ kind: 'ws-stall', venue });
    await stage.advance(4 * MINUTE);
    expect((await venueOf(stage)).reconnects).toBeGreaterThan(0);
    stage.exchange.faults.remove(stall!);
    await stage.advance(12 * MINUTE);
    expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'live', source: 'websocket' });
    await expectWhole(stage);
  });
});

it('polls when told to, and watches again when told so', async () => {
  const stage = await setLiveStage({ timeframes: ['1m'] });
  await stage.advance(MINUTE);
  await stage.during(stage.engine.ask('live.setAll', { mode: 'polling' }));
  await stage.advance(3 * MINUTE);
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'live', source: 'polling' });
  expect(stage.exchange.sockets().flatMap(({ streams }) => streams)).toEqual([]);
  await expectWhole(stage);
  const seriesIds = [stage.id('BTCUSDT', '1m')];
  await stage.during(stage.engine.ask('live.set', { seriesIds, mode: 'websocket' }));
  await stage.advance(2 * MINUTE);
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({
    state: 'live',
    source: 'websocket',
    wanted: 'websocket',
  });
  await expectWhole(stage);
});

it('polls the one series whose stream is refused, leaves the others alone, and tries again later', async () => {
  const refusal = {
    kind: 'ws-subscribe-error',
    symbol: 'ETHUSDT',
    timeframe: '1m',
    window: { until: START + 5 * MINUTE },
  } as const;
  const stage = await setLiveStage({
    symbols: ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'],
    timeframes: ['1m'],
    exchange: { faults: [refusal] },
  });
  await stage.advance(2 * MINUTE);
  expect(await stage.status('ETHUSDT', '1m')).toMatchObject({ source: 'polling' });
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'live', source: 'websocket' });
  expect(await stage.status('SOLUSDT', '1m')).toMatchObject({ state: 'live', source: 'websocket' });
  await stage.advance(12 * MINUTE);
  expect(await stage.status('ETHUSDT', '1m')).toMatchObject({ state: 'live', source: 'websocket' });
  for (const symbol of ['BTCUSDT', 'ETHUSDT', 'SOLUSDT']) await expectWhole(stage, symbol);
});

it('says in a code what a venue that answers nothing did, and in English to whoever reads the store', async () => {
  const stage = await setLiveStage({ timeframes: ['1m'] });
  await stage.advance(MINUTE);
  const [fault] = stage.exchange.faults.add({ kind: 'server-error', venue: 'bitget', status: 503 });
  await stage.advanceUntil(
    async () => (await stage.status('BTCUSDT', '1m')).errors > 0,
    5 * MINUTE,
    10 * SECOND,
  );
  const { lastError } = await stage.status('BTCUSDT', '1m');
  expect(lastError).toMatchObject({
    code: 'feed',
    trouble: { kind: 'venue-down', by: { source: 'bitget' } },
  });
  expect(problemWords(lastError!, 'es')).toBe('Bitget no está disponible en este momento.');
  expect((await venueOf(stage)).lastError).toMatchObject({ code: 'feed' });
  const { venues } = await stage.engine.ask('app.status', {});
  expect(venues.find(({ exchange }) => exchange === 'bitget')).toMatchObject({ lastError: { code: 'feed' } });
  await stage.advance(10 * SECOND);
  const kept = withRawDb(stage.dataDir, (db) => db.prepare('SELECT last_error FROM ingestion_status').get());
  expect(kept).toEqual({ last_error: 'Bitget is not available at the moment.' });
  stage.exchange.faults.remove(fault!);
  await stage.advance(3 * MINUTE);
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ errors: 0, lastError: null });
});

it('polls while no line can be had, and goes back to it', async () => {
  const stage = await setLiveStage({ timeframes: ['1m'] });
  await stage.advance(MINUTE);
  stage.exchange.faults.add({
    kind: 'reset',
    route: 'bitget.ws',
    window: { until: stage.now() + 5 * MINUTE },
  });
  stage.exchange.closeSockets(1006);
  await stage.advance(3 * MINUTE);
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'live', source: 'polling' });
  expect(await venueOf(stage)).toMatchObject({ socket: expect.stringMatching(/waiting|connecting/) });
  await stage.advance(5 * MINUTE);
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'live', source: 'websocket' });
  await expectWhole(stage);
});

it('renews its line before the venue cuts it', async () => {
  const stage = await setLiveStage({ timeframes: ['1h'], lineLifeMs: 2 * HOUR });
  await stage.advance(2 * HOUR);
  const closes = stage.exchange.requests.query({ route: 'bitget.ws' });
  expect((await venueOf(stage)).reconnects).toBe(1);
  expect(closes.filter(({ params }) => params.op === 'open')).toHaveLength(2);
  expect(await stage.stored('BTCUSDT', '1h')).toEqual(await stage.truth('BTCUSDT', '1h'));
});

it('calls a market quiet when the venue has nothing newer either', async () => {
  const from = START + 2 * MINUTE;
  const stage = await setLiveStage({
    timeframes: ['1m'],
    exchange: { faults: [{ kind: 'empty', from, until: from + 8 * MINUTE }] },
  });
  await stage.advance(9 * MINUTE);
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'quiet', errors: 0 });
  expect(await venueOf(stage)).toMatchObject({ circuit: 'closed', reconnects: 0 });
  await stage.advance(4 * MINUTE);
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'live' });
  await expectWhole(stage);
});

it.each([
  { symbols: ['BTCUSDT'], quietMs: 18 * MINUTE },
  { symbols: ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'], quietMs: 200 * SECOND },
])(
  'does not take a quiet market of $symbols.length hourly symbols for a venue that is down',
  async ({ symbols, quietMs }) => {
    const stage = await setLiveStage({
      symbols,
      timeframes: ['1h'],
      exchange: { faults: [{ kind: 'empty', from: START, until: START + quietMs }] },
    });
    await stage.advance(20 * MINUTE);
    expect(await eventTypes(stage)).not.toContain('circuit-open');
    expect((await stage.engine.ask('alerts.list', { limit: 10 })).alerts).toEqual([]);
  },
);

it('leaves a venue alone that says nothing any more, looks now and then, and catches up', async () => {
  const symbols = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'];
  const stage = await setLiveStage({ symbols, timeframes: ['1m'] });
  await stage.advance(2 * MINUTE);
  const faults = stage.exchange.faults.add([{ kind: 'server-error', status: 503 }, { kind: 'ws-stall' }]);
  await stage.advance(6 * MINUTE);
  expect(await venueOf(stage)).toMatchObject({ circuit: 'open', socket: 'closed' });
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'held' });
  expect(await eventTypes(stage)).toContain('circuit-open');
  for (const id of faults) stage.exchange.faults.remove(id);
  await stage.advance(6 * MINUTE);
  expect(await venueOf(stage)).toMatchObject({ circuit: 'closed', socket: 'open' });
  for (const symbol of symbols) await expectWhole(stage, symbol);
});

it('closes an open circuit by hand', async () => {
  const stage = await setLiveStage({ timeframes: ['1m'] });
  await stage.advance(MINUTE);
  const faults = stage.exchange.faults.add([{ kind: 'server-error' }, { kind: 'ws-stall' }]);
  await stage.advanceUntil(async () => (await venueOf(stage)).circuit === 'open', HOUR, 10 * SECOND);
  for (const id of faults) stage.exchange.faults.remove(id);
  await stage.engine.ask('live.reconnect', { exchange: 'bitget' });
  await stage.advance(10 * SECOND);
  expect(await venueOf(stage)).toMatchObject({ circuit: 'closed' });
  expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'live' });
});
