import { describe, expect, test } from 'vitest';
import { createEventsStore } from '../../../renderer/features/events/eventsStore.ts';
import { eventWords } from '../../../renderer/features/events/eventWords.ts';
import { asText, componentsOf, filterEvents } from '../../../renderer/features/events/filterLog.ts';
import type { SystemEvent } from '../../../shared/domain/event.ts';
import { scriptedClient } from '../../helpers/scriptedClient.ts';

const event = (id: number, change: Partial<SystemEvent> = {}): SystemEvent => ({
  id,
  at: (id * 1_000) as SystemEvent['at'],
  type: 'page-failed',
  severity: 'warning',
  component: 'backfill',
  message: `number ${id}`,
  ...change,
});

describe('the log', () => {
  const events = [
    event(3, { severity: 'critical', component: 'store', message: 'disk is full' }),
    event(2),
    event(1, { severity: 'info' }),
  ];
  const ids = (filter: Partial<Parameters<typeof filterEvents>[1]>): number[] =>
    filterEvents(events, { atLeast: 'info', component: null, text: '', ...filter }, 'es').map(({ id }) => id);

  test('is filtered by gravity, by component and by words in any order', () => {
    expect(ids({ atLeast: 'warning' })).toEqual([3, 2]);
    expect(ids({ component: 'backfill' })).toEqual([2, 1]);
    expect(ids({ text: 'FULL disk' })).toEqual([3]);
    expect(ids({ text: 'disk', component: 'backfill' })).toEqual([]);
    expect(ids({ text: 'almacén' }), 'as the window calls it').toEqual([3]);
    expect(componentsOf(events)).toEqual(['backfill', 'store']);
  });

  test('is searched in the words of the window and in those of the log files', () => {
    const damage = { type: 'store-damaged', message: 'the store file is damaged: row 7' } as const;
    const events = [event(2, { ...damage, params: { fault: 'row 7' } }), event(1, damage)];
    const found = (text: string): number[] =>
      filterEvents(events, { atLeast: 'info', component: null, text }, 'es').map(({ id }) => id);
    expect(found('dañado')).toEqual([2]);
    expect(found('damaged')).toEqual([2, 1]);
    expect(eventWords(events[0]!, 'es')).toBe('el archivo de la base de datos está dañado: row 7');
    expect(eventWords(events[0]!, 'en')).toBe(damage.message);
    expect(eventWords(events[1]!, 'es')).toBe(damage.message);
  });

  test('is copied as lines and tabs, whatever a message holds', () => {
    expect(
      asText([
        ['a', 'b\nc'],
        ['d', 'e\tf'],
      ]),
    ).toBe('a\tb c\nd\te f');
  });
});

describe('the store of events', () => {
  test('joins what is listed with what is pushed meanwhile, each once and the newest on top', async () => {
    const { client, asked, last, emit } = scriptedClient();
    const store = createEventsStore(client);
    const loading = store.load();
    emit('events.logged', { events: [event(3)] });
    await last('events.list').answer({ events: [event(3), event(2)] });
    // The push had the audit asked for again.
    for (const one of [...asked]) await one.answer({ entries: [] });
    await loading;
    emit('events.logged', { events: [event(4)] });
    expect(store.getState().events.value?.map(({ id }) => id)).toEqual([4, 3, 2]);
    store.dispose();
  });

  test('drops an answer that comes after it is gone', async () => {
    const { client, last } = scriptedClient();
    const store = createEventsStore(client);
    const loading = store.load();
    store.dispose();
    await last('events.list').answer({ events: [event(1)] });
    await last('audit.list').answer({ entries: [] });
    await loading;
    expect(store.getState().events.value).toBeNull();
  });
});
