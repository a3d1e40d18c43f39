import { expect, it } from 'vitest';
import { MINUTE } from '../../../shared/domain/time.ts';
import { gapsOf } from '../../helpers/emulatedEngine.ts';
import { withDatabase } from '../../helpers/storedRows.ts';
import { START, setLiveStage } from './stage.ts';

it.each(['websocket', 'polling'] as const)(
  'a candle that is refused is written and told once, however often the venue is asked (%s)',
  async (mode) => {
    const stage = await setLiveStage({ timeframes: ['1m'] });
    await stage.during(stage.engine.ask('live.setAll', { mode }));
    const openTime = Math.floor(START / MINUTE) * MINUTE + 2 * MINUTE;
    const bad = { symbol: 'BTCUSDT', timeframe: '1m', openTime, at: 0, patch: { high: 1 } } as const;
    stage.exchange.faults.add({ kind: 'correction', ...bad });
    await stage.advance(8 * MINUTE);
    expect(await gapsOf(stage.engine, stage.key('BTCUSDT', '1m'))).toMatchObject([
      { from: openTime, missing: 1, cause: 'rejected' },
    ]);
    const rows = withDatabase(stage.dataDir, (db) =>
      db.prepare('SELECT open_time, reason FROM rejected_candle').all(),
    );
    expect(rows).toEqual([{ open_time: openTime, reason: expect.any(String) }]);
    const { events } = await stage.engine.ask('events.list', { limit: 100 });
    expect(events.filter(({ type }) => type === 'candles-rejected')).toHaveLength(1);
    const batches = withDatabase(stage.dataDir, (db) =>
      db.prepare('SELECT sum(rejected) FROM ingest_batch').pluck().get(),
    );
    expect(batches).toBe(1);
  },
);
