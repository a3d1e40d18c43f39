import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { EventPayload } from '../../../shared/contract/events.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type {
  IngestionMode,
  IngestionState,
  IngestionStatus,
  LiveVenue,
} from '../../../shared/domain/live.ts';
import type { Series, SeriesId } from '../../../shared/domain/series.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import type { Result } from '../../../shared/lib/result.ts';
import { createThrottle } from '../../state/throttle.ts';
import { createTickets } from '../../state/ticket.ts';

export type LiveStoreState = Readonly<{
  /** Nobody has answered yet. */
  isLoading: boolean;
  error: ApiError | null;
  paused: boolean;
  /** The mode of every series that has none of its own. */
  mode: IngestionMode;
  venues: readonly LiveVenue[];
  /** Every line the engine has told, those that were stopped included. */
  series: ReadonlyMap<SeriesId, IngestionStatus>;
}>;

/** What can be changed of one series: live or not, and its own mode; null follows the mode of all. */
export type LiveChange = Readonly<{ live?: boolean; mode?: IngestionMode | null }>;

export type LiveStore = StoreApi<LiveStoreState> & {
  load(): Promise<void>;
  /** Changes these series; returns why that could not be done, or null. So do the two below. */
  set(seriesIds: readonly SeriesId[], change: LiveChange): Promise<ApiError | null>;
  setAll(change: Readonly<{ mode?: IngestionMode; paused?: boolean }>): Promise<ApiError | null>;
  reconnect(exchange: ExchangeId): Promise<ApiError | null>;
  dispose(): void;
};

type LiveState = CallResponse<'live.state'>;
type LiveNews = EventPayload<'live.changed'>;

/** Pushes come ten times a second; four times is as often as anybody reads a table. */
const REFRESH_MS = 250;
/** The contract's most. */
const MOST_AT_ONCE = 5_000;

/** Returns the lines with the newer ones in their places; a line that is no other keeps its identity. */
export function mergeLines(
  known: ReadonlyMap<SeriesId, IngestionStatus>,
  news: readonly IngestionStatus[],
): ReadonlyMap<SeriesId, IngestionStatus> {
  const merged = new Map(known);
  for (const line of news) {
    const before = merged.get(line.seriesId);
    // A push may be overtaken by an answer that is newer than it.
    if (before === undefined || line.updatedAt >= before.updatedAt) merged.set(line.seriesId, line);
  }
  return merged;
}

const mergeVenues = (known: readonly LiveVenue[], news: readonly LiveVenue[]): readonly LiveVenue[] => [
  ...new Map([...known, ...news].map((venue) => [venue.exchange, venue])).values(),
];

/** Returns how a series is kept live, as far as anybody has told; what its coverage says until then. */
export function liveStateOf(
  { series }: LiveStoreState,
  { id, live }: Pick<Series, 'id' | 'live'>,
): IngestionState {
  return series.get(id)?.state ?? (live ? 'starting' : 'off');
}

/** Returns what tells whether a series is kept live. */
export const isLiveIn =
  (state: LiveStoreState) =>
  (series: Pick<Series, 'id' | 'live'>): boolean =>
    liveStateOf(state, series) !== 'off';

/** Keeps what is live, and how well, by the engine's pushes. */
export function createLiveStore(client: DataClient): LiveStore {
  const store = createStore<LiveStoreState>(() => ({
    isLoading: true,
    error: null,
    paused: false,
    mode: 'websocket',
    venues: [],
    series: new Map(),
  }));
  const tickets = createTickets();
  const lifetime = createDisposables();
  let gathered: LiveNews[] = [];

  const show = (): void => {
    const news = gathered;
    gathered = [];
    const last = news.at(-1);
    if (last === undefined) return;
    store.setState(({ venues, series }) => ({
      isLoading: false,
      error: null,
      paused: last.paused,
      mode: last.mode,
      venues: mergeVenues(
        venues,
        news.flatMap((one) => one.venues),
      ),
      series: mergeLines(
        series,
        news.flatMap((one) => one.series),
      ),
    }));
  };
  const throttle = createThrottle(show, REFRESH_MS);
  lifetime.add(throttle.dispose);
  lifetime.add(
    client.on('live.changed', (news) => {
      gathered.push(news);
      throttle.request();
    }),
  );
  lifetime.add(() => void tickets.take());

  const take = (result: Result<LiveState, ApiError>): ApiError | null => {
    if (!result.ok) return result.error;
    const { paused, mode, venues, series } = result.value;
    show();
    store.setState((before) => ({
      isLoading: false,
      error: null,
      paused,
      mode,
      venues,
      series: mergeLines(before.series, series),
    }));
    return null;
  };

  return Object.assign(store, {
    load: async () => {
      const isCurrent = tickets.take();
      const result = await client.call('live.state', {});
      if (!isCurrent()) return;
      const error = take(result);
      if (error !== null) store.setState({ isLoading: false, error });
    },
    set: async (seriesIds: readonly SeriesId[], change: LiveChange) => {
      for (let from = 0; from < seriesIds.length; from += MOST_AT_ONCE) {
        const request = { seriesIds: seriesIds.slice(from, from + MOST_AT_ONCE), ...change };
        const error = take(await client.call('live.set', request));
        if (error !== null) return error;
      }
      return null;
    },
    setAll: async (change: Readonly<{ mode?: IngestionMode; paused?: boolean }>) =>
      take(await client.call('live.setAll', change)),
    reconnect: async (exchange: ExchangeId) => take(await client.call('live.reconnect', { exchange })),
    dispose: lifetime.disposeAll,
  });
}
