import { expect, it } from 'vitest';
import { factOf } from '../../../shared/domain/eventFact.ts';
import { eventText } from '../../../shared/words/events.ts';
import { withRawDb } from '../../helpers/rawDb.ts';
import { backfill, setStage } from './stage.ts';

it('events are kept with what they are made of, and said in either language after a restart', async () => {
  const { exchange, dataDir, start } = await setStage();
  let engine = await start();
  for (const route of ['bitget.candles', 'bitget.history-candles'] as const) {
    exchange.faults.add({ kind: 'venue-error', route, code: '40034' });
  }
  await backfill(engine, { symbols: ['ETHUSDT'], timeframes: ['1h'], days: 2 });
  const told = (await engine.ask('events.list', { limit: 50 })).events;
  await engine.stop();
  const [older, edited] = ['as an older program said it', 'as it was before somebody edited it'];
  withRawDb(dataDir, (db) => {
    const insert = db.prepare(
      "INSERT INTO system_event (at, type, severity, component, message, metadata) VALUES (1, 'page-failed', 'info', 'c', ?, ?)",
    );
    insert.run(older, null);
    insert.run(edited, '["series"]');
  });

  engine = await start();
  const { events } = await engine.ask('events.list', { limit: 50 });
  expect(events.filter(({ id }) => told.some((one) => one.id === id))).toEqual(told);
  const find = (wanted: string) => events.findLast(({ type }) => type === wanted)!;
  const failed = find('job-failed');
  expect(factOf(failed)).toMatchObject({ type: 'job-failed', job: 'backfill' });
  expect(failed.message).toMatch(/^backfill ended with problems: bitget ETHUSDT 1h: /);
  expect(eventText(failed, 'en')).toBe(failed.message);
  expect(eventText(failed, 'es')).toMatch(/^descarga fallida: bitget ETHUSDT 1h: /);
  expect(eventText(find('verify-not-ok'), 'es')).toMatch(
    /^descarga: al verificar después, 1 de 1 series necesitan atención: bitget ETHUSDT 1h está sin datos \(no hay ninguna vela guardada/,
  );

  for (const sentence of [older, edited]) {
    const one = events.find(({ message }) => message === sentence)!;
    expect(one).not.toHaveProperty('params');
    expect(eventText(one, 'es')).toBe(sentence);
  }
  // Every event the engine has written has words of its own.
  expect(events.filter((one) => one.component !== 'c' && factOf(one) === null)).toEqual([]);
});
