import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import { EventParams, Severity, type SystemEvent } from '../../../shared/domain/event.ts';
import { eventText } from '../../../shared/words/events.ts';
import type { Language } from '../../i18n/languages.ts';

/** Something the trader may have missed while they looked elsewhere. */
const News = z.object({
  id: z.number(),
  at: z.number(),
  severity: Severity,
  text: z.string(),
  /** What it is made of where it is an event, to be said in the language of the moment. */
  event: z.object({ type: z.string(), params: EventParams }).optional(),
});
export type News = Readonly<z.infer<typeof News>>;

export type NewsState = Readonly<{ news: readonly News[]; unread: number }>;

export type NewsStore = StoreApi<NewsState> & {
  /** Adds one line; the newest is on top. */
  add(severity: Severity, text: string): void;
  /** The trader has seen them. */
  markRead(): void;
  clear(): void;
  dispose(): void;
};

const KEY = 'candlekeep.news';
const KEPT = 200;

const Stored = z.object({ news: z.array(News), unread: z.number().int().min(0) });

function read(storage: Storage): NewsState {
  try {
    return Stored.parse(JSON.parse(storage.getItem(KEY) ?? ''));
  } catch {
    return { news: [], unread: 0 };
  }
}

/** Job ends and failed tasks are told in better words by whoever knows them; the rest is in the events. */
const isWorthTelling = ({ severity, type }: SystemEvent): boolean =>
  severity !== 'info' && !type.startsWith('job-') && type !== 'task-failed';

type Line = Omit<News, 'id' | 'at'> & Readonly<{ at?: number }>;

const lineOf = ({ at, severity, message, type, params }: SystemEvent): Line => ({
  at,
  severity,
  text: message,
  ...(params === undefined ? {} : { event: { type, params } }),
});

/** Returns a line of the news in a language; what was no event stays as it was said. */
export const newsText = ({ text, event }: News, language: Language): string =>
  event === undefined ? text : eventText({ ...event, message: text }, language);

/** Returns what happened since the window was opened; it survives a reload and ends with the session. */
export function createNewsStore(client: DataClient, storage: Storage, now: () => number): NewsStore {
  const store = createStore<NewsState>(() => read(storage));
  const keep = store.subscribe((state) => storage.setItem(KEY, JSON.stringify(state)));

  const add = ({ at = now(), ...line }: Line): void =>
    store.setState(({ news, unread }) => {
      const id = (news[0]?.id ?? 0) + 1;
      return {
        news: [{ ...line, id, at }, ...news].slice(0, KEPT),
        unread: Math.min(KEPT, unread + 1),
      };
    });
  const stopListening = client.on('events.logged', ({ events }) => {
    for (const event of events.filter(isWorthTelling)) add(lineOf(event));
  });

  return Object.assign(store, {
    add: (severity: Severity, text: string) => add({ severity, text }),
    markRead: () => store.setState({ unread: 0 }),
    clear: () => store.setState({ news: [], unread: 0 }),
    dispose: () => {
      keep();
      stopListening();
    },
  });
}
