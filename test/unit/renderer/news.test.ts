import { expect, test } from 'vitest';
import { createNewsStore, newsText } from '../../../renderer/features/frame/newsStore.ts';
import type { SystemEvent } from '../../../shared/domain/event.ts';
import { memoryStorage } from '../../helpers/memoryStorage.ts';
import { scriptedClient } from '../../helpers/scriptedClient.ts';

const event = (change: Partial<SystemEvent>): SystemEvent => ({
  id: 1,
  at: 1_000 as SystemEvent['at'],
  type: 'page-failed',
  severity: 'warning',
  component: 'backfill',
  message: 'it failed',
  ...change,
});

test('the news are what matters, unread until they are looked at', () => {
  const { client, emit } = scriptedClient();
  const news = createNewsStore(client, memoryStorage(), () => 2_000);
  emit('events.logged', { events: [event({}), event({ id: 2, severity: 'info', message: 'fine' })] });
  emit('events.logged', { events: [event({ id: 3, type: 'job-failed', message: 'told by the job' })] });
  news.add('info', 'a job is complete');
  expect(news.getState().news.map(({ text }) => text)).toEqual(['a job is complete', 'it failed']);
  expect(news.getState().unread).toBe(2);
  news.markRead();
  expect(news.getState().unread).toBe(0);
  news.dispose();
  emit('events.logged', { events: [event({ id: 4 })] });
  expect(news.getState().news).toHaveLength(2);
});

test('the news survive a reload, keep their order and do not grow without end', () => {
  const { client } = scriptedClient();
  const storage = memoryStorage();
  const news = createNewsStore(client, storage, () => 1);
  for (let i = 0; i < 300; i += 1) news.add('error', `number ${i}`);
  const again = createNewsStore(client, storage, () => 1);
  expect(again.getState().news).toHaveLength(200);
  expect(again.getState().news[0]?.text).toBe('number 299');
  again.add('info', 'after the reload');
  expect(new Set(again.getState().news.map(({ id }) => id)).size).toBe(200);
  again.clear();
  expect(createNewsStore(client, storage, () => 1).getState()).toEqual({ news: [], unread: 0 });
});

test('an event among the news is told in the language of the moment, also after a reload', () => {
  const { client, emit } = scriptedClient();
  const storage = memoryStorage();
  const news = createNewsStore(client, storage, () => 1);
  const message = 'the store file is damaged: row 7';
  emit('events.logged', { events: [event({ type: 'store-damaged', message, params: { fault: 'row 7' } })] });
  news.add('info', 'a job is complete');
  const again = createNewsStore(client, storage, () => 1).getState().news;
  expect(again.map((one) => newsText(one, 'es'))).toEqual([
    'a job is complete',
    'el archivo de la base de datos está dañado: row 7',
  ]);
  expect(again.map((one) => newsText(one, 'en'))).toEqual(['a job is complete', message]);
});
