import { expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { type LiveStage, setLiveStage } from './stage.ts';

// Alerts out of the live service itself: the whole engine, the emulator, virtual time.

const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'XRPUSDT', 'SOLUSDT', 'ADAUSDT'];

const told = async (stage: LiveStage): Promise<string[]> =>
  (await stage.engine.ask('alerts.list', { limit: 100 })).alerts.map(
    ({ kind, subject, resolvedAt }) => `${kind} ${subject}${resolvedAt === null ? '' : ' (over)'}`,
  );

it('a venue that goes down is one alert, over as soon as it is back; its symbols are not alerts of their own', async () => {
  const shown: string[] = [];
  const notifier = { show: async (title: string) => void shown.push(title) };
  const stage = await setLiveStage({
    symbols: SYMBOLS,
    timeframes: ['1m', '5m'],
    surroundings: { notifier },
  });
  await stage.advance(2 * MINUTE);
  expect(await told(stage)).toEqual([]);
  stage.exchange.faults.add([{ kind: 'ws-stall' }, { kind: 'reset' }]);
  stage.exchange.closeSockets(1006);
  await stage.advance(7 * MINUTE);
  expect(await told(stage)).toEqual(['venue-silent bitget']);
  expect(shown).toEqual(['bitget sends nothing']);
  stage.exchange.faults.clear();
  await stage.advanceUntil(async () => (await told(stage))[0]!.endsWith('(over)'), 5 * MINUTE, 10 * SECOND);
  await stage.advance(3 * MINUTE);
  expect(await told(stage)).toEqual(['venue-silent bitget (over)']);
});

it('a clock that is set wrong is one alert with its offset, and is over when it is right again', async () => {
  const stage = await setLiveStage({ symbols: SYMBOLS.slice(0, 2), timeframes: ['1m'] });
  await stage.advance(MINUTE);
  await stage.stepClock(90 * SECOND);
  await stage.advance(MINUTE);
  const { alerts } = await stage.engine.ask('alerts.list', { limit: 10 });
  expect(alerts).toMatchObject([
    {
      kind: 'clock-skew',
      severity: 'error',
      params: { offsetMs: expect.closeTo(-90_000, -3), limitMs: 30_000 },
    },
  ]);
  await stage.stepClock(-90 * SECOND);
  await stage.advance(MINUTE);
  expect(await told(stage)).toEqual(['clock-skew clock (over)']);
});

it('a polled symbol nobody trades is quiet, and no alert', async () => {
  const stage = await setLiveStage({ symbols: SYMBOLS.slice(0, 2), timeframes: ['1m', '1h'] });
  await stage.during(stage.engine.ask('live.setAll', { mode: 'polling' }));
  await stage.advance(2 * MINUTE);
  const from = stage.now();
  stage.exchange.faults.add({ kind: 'empty', symbol: 'ETHUSDT', from, until: from + 60 * MINUTE });
  await stage.advance(9 * MINUTE);
  expect((await stage.status('ETHUSDT', '1m')).state).toBe('quiet');
  expect((await stage.status('BTCUSDT', '1m')).state).toBe('live');
  expect(await told(stage)).toEqual([]);
});
