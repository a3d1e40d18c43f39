import { expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { gapsOf } from '../../helpers/emulatedEngine.ts';
import { START, setLiveStage } from './stage.ts';

it.each(['bitget', 'binance'] as const)(
  'a series ends by itself, whole, at the moment its symbol leaves %s',
  async (venue) => {
    const stage = await setLiveStage({ venue, symbols: ['BTCUSDT', 'ETHUSDT'], timeframes: ['1m', '5m'] });
    await stage.advance(2 * MINUTE);
    const delistedAt = START - 10 * SECOND + 10 * MINUTE;
    stage.exchange.setListing('ETHUSDT', { delistedAt });
    const { task } = await stage.engine.ask('schedule.add', {
      kind: 'refresh-markets',
      cron: '0 0 1 1 *',
      maxRequests: null,
    });
    await stage.during(stage.engine.ask('schedule.run', { taskId: task.id }));
    await stage.advance(3 * MINUTE);
    expect(await stage.status('ETHUSDT', '1m')).toMatchObject({ state: 'live' });

    await stage.advance(12 * MINUTE);
    for (const timeframe of ['1m', '5m'] as const) {
      expect((await stage.status('ETHUSDT', timeframe))?.state ?? 'off').toBe('off');
      const rows = await stage.stored('ETHUSDT', timeframe);
      expect(rows.at(-1)![0]).toBe(delistedAt - (timeframe === '1m' ? MINUTE : 5 * MINUTE));
      expect(rows).toEqual((await stage.truth('ETHUSDT', timeframe)).filter(([time]) => time < delistedAt));
      expect(await gapsOf(stage.engine, stage.key('ETHUSDT', timeframe))).toEqual([]);
    }
    const { events } = await stage.engine.ask('events.list', { limit: 100 });
    expect(events.filter(({ type }) => type === 'live-ended')).toHaveLength(2);
    stage.exchange.requests.clear();
    await stage.advance(3 * MINUTE);
    const asked = stage.exchange.requests.query().filter(({ params }) => params.symbol === 'ETHUSDT');
    expect(asked).toEqual([]);
    expect(await stage.status('BTCUSDT', '1m')).toMatchObject({ state: 'live' });
  },
);
