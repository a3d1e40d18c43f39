import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { CandleColumns } from '../../../shared/domain/candle.ts';
import type { ReviewState as Decision, ReviewItem } from '../../../shared/domain/quality.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import { succeed } from '../../../shared/lib/result.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createThrottle } from '../../state/throttle.ts';
import { createTickets } from '../../state/ticket.ts';
import { NO_FILTER, type ReviewFilter } from './reviewRows.ts';

export type ReviewScreenState = Readonly<{
  list: Loadable<CallResponse<'review.list'>>;
  filter: ReviewFilter;
  /** Chosen for what is done to several at once. */
  chosen: ReadonlySet<number>;
  opened: number | null;
  /** The candles around the item that is opened. */
  around: Loadable<CandleColumns>;
}>;

/** What was decided about an item before, so that it can be put back. */
export type Decided = Pick<ReviewItem, 'id' | 'state'>;

export type ReviewStore = StoreApi<ReviewScreenState> & {
  load(): Promise<void>;
  setFilter(change: Partial<ReviewFilter>): void;
  choose(ids: readonly number[], isChosen: boolean): void;
  open(id: number | null): void;
  /** Decides items; returns what they were before, or why it could not be done. */
  decide(ids: readonly number[], state: Decision): Promise<readonly Decided[] | ApiError>;
  /** Puts decisions back to what they were. */
  restore(before: readonly Decided[]): Promise<ApiError | null>;
  dispose(): void;
};

const LISTED_ITEMS = 10_000;
const REFRESH_MS = 1_000;
/** Candles shown to each side of an item, and at most of an item itself. */
const AROUND = 30;
const MOST_CANDLES = 2_000;

/** Keeps what a person should look at, and what they have decided. It asks for nothing until it is loaded first. */
export function createReviewStore(client: DataClient): ReviewStore {
  const store = createStore<ReviewScreenState>(() => ({
    list: waiting,
    filter: NO_FILTER,
    chosen: new Set(),
    opened: null,
    around: waiting,
  }));
  const tickets = createTickets();
  const arounds = createTickets();
  const lifetime = createDisposables();
  let isWatched = false;

  const load = async (): Promise<void> => {
    isWatched = true;
    const isCurrent = tickets.take();
    const result = await client.call('review.list', { limit: LISTED_ITEMS });
    if (!isCurrent()) return;
    store.setState(({ list, chosen }) => {
      const known = result.ok ? new Set(result.value.items.map(({ id }) => id)) : null;
      const left = known === null ? chosen : new Set([...chosen].filter((id) => known.has(id)));
      return { list: settled(list, result), chosen: left };
    });
  };
  const refresh = createThrottle(() => void load(), REFRESH_MS);
  lifetime.add(refresh.dispose);
  lifetime.add(client.on('review.changed', () => isWatched && refresh.request()));

  const itemOf = (id: number | null): ReviewItem | undefined =>
    store.getState().list.value?.items.find((item) => item.id === id);

  const loadAround = async (item: ReviewItem): Promise<void> => {
    const isCurrent = arounds.take();
    const duration = durationOf(item.timeframe);
    const limit = Math.min(MOST_CANDLES, item.candles + 2 * AROUND);
    // An item longer than what can be shown is shown from its beginning.
    const until = Math.min(item.to + (AROUND + 1) * duration, item.from + (limit - AROUND) * duration);
    const result = await client.call('candles.range', { seriesId: item.seriesId, before: until, limit });
    const candles = result.ok ? succeed(result.value.candles) : result;
    if (isCurrent()) store.setState({ around: settled(waiting, candles) });
  };

  /** Decides in the engine and shows it at once: the push that says so may be a second away. */
  const send = async (ids: readonly number[], state: Decision): Promise<ApiError | null> => {
    const result = await client.call('review.decide', { ids: [...ids], state });
    if (!result.ok) return result.error;
    const changed = new Map(result.value.items.map((item) => [item.id, item]));
    store.setState(({ list }) => {
      if (list.value === null) return {};
      const items = list.value.items.map((item) => changed.get(item.id) ?? item);
      const open = items.filter((item) => item.state === 'open').length;
      return { list: { ...list, value: { items, open } } };
    });
    return null;
  };

  return Object.assign(store, {
    load,
    setFilter: (change: Partial<ReviewFilter>) =>
      store.setState(({ filter }) => ({ filter: { ...filter, ...change } })),
    choose: (ids: readonly number[], isChosen: boolean) =>
      store.setState(({ chosen }) => {
        const next = new Set(chosen);
        for (const id of ids) {
          if (isChosen) next.add(id);
          else next.delete(id);
        }
        return { chosen: next };
      }),
    open: (opened: number | null) => {
      arounds.take();
      store.setState({ opened, around: waiting });
      const item = itemOf(opened);
      if (item !== undefined) void loadAround(item);
    },
    decide: async (ids: readonly number[], state: Decision) => {
      const before = ids
        .flatMap((id) => itemOf(id) ?? [])
        .map((item) => ({ id: item.id, state: item.state }));
      const error = await send(ids, state);
      if (error !== null) return error;
      store.setState({ chosen: new Set<number>() });
      return before;
    },
    restore: async (before: readonly Decided[]) => {
      for (const [state, items] of Map.groupBy(before, (one) => one.state)) {
        const error = await send(
          items.map(({ id }) => id),
          state,
        );
        if (error !== null) return error;
      }
      return null;
    },
    dispose: lifetime.disposeAll,
  });
}
