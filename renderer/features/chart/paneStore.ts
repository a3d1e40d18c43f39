import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { CandleRow } from '../../../shared/domain/candle.ts';
import type { Gap } from '../../../shared/domain/gap.ts';
import type { LiveCandle } from '../../../shared/domain/live.ts';
import type { Series, SeriesId } from '../../../shared/domain/series.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import type { Result } from '../../../shared/lib/result.ts';
import { lowerBound } from '../../charts/axis.ts';
import { createThrottle } from '../../state/throttle.ts';
import { createTickets } from '../../state/ticket.ts';
import { type CandlePages, candlePages } from './candlePages.ts';
import { type CandleWindow, holdsTime, spanOf, trimWindow } from './candleWindow.ts';
import { grow, type LiveWords, remember, revise } from './liveCandles.ts';

/** Where the view is to go, once: a time to the middle, or to the `share` of the width; null is the newest candle. */
export type Target = Readonly<{ time: number | null; share?: number }>;

export type PaneState = Readonly<{
  series: Series | null;
  isLoading: boolean;
  error: ApiError | null;
  /** The candles that are held. The chart draws them; React does not render for them. */
  window: CandleWindow | null;
  /** Candles behind the window that are not stored yet: the one that forms, and one whose close is awaited. */
  tail: readonly CandleRow[];
  /** Another one whenever more of the window changed than its newest end. */
  edition: number;
  /** What the ledger says is missing; null until it has been asked. */
  gaps: readonly Gap[] | null;
  target: Target | null;
}>;

export type PaneStore = StoreApi<PaneState> & {
  show(series: Series | null, at?: number): void;
  /** Loads what `time` lies in, if it is not held, and sends the view there; null is the newest candle. */
  goTo(time: number | null, share?: number): Promise<void>;
  /** Tells whether `goTo` could answer at once. */
  holds(time: number): boolean;
  /** Tells what is in sight, so that what comes next is there before it is needed. */
  see(from: number, to: number): void;
  retry(): void;
  dispose(): void;
};

/** Candles held while what is in sight is no wider than a part of them. */
const HELD = 6_000;
/** How far a window grows by live candles before it is cut back: each cut draws all of it again. */
const SLACK = 500;
/** Fewer than this beyond what is in sight, and the next page is asked for. */
const MARGIN = 1_000;
/** Room to both sides of a view that is very wide. */
const ROOM = 5_000;
const MOST_GAPS = 20_000;
const REFRESH_MS = 1_000;

const stepOf = (series: Series | null): number => durationOf(series?.timeframe ?? '1m');

const NOTHING: PaneState = {
  series: null,
  isLoading: false,
  error: null,
  window: null,
  tail: [],
  edition: 0,
  gaps: null,
  target: null,
};

/** Returns one chart's series: a bounded window of its candles that follows what is looked at, and its gaps. */
export function createPaneStore(client: DataClient): PaneStore {
  const store = createStore<PaneState>(() => NOTHING);
  const tickets = createTickets();
  const gapTickets = createTickets();
  const lifetime = createDisposables();
  let isCurrent = tickets.take();
  let pages: CandlePages | null = null;
  let sight = { from: 0, to: 0 };
  let known: LiveWords = [];
  const busy = new Set<'older' | 'newer'>();

  const begin = (): (() => boolean) => {
    isCurrent = tickets.take();
    busy.clear();
    return isCurrent;
  };
  /** Holds what was read, and what has closed since. */
  const put = (window: CandleWindow, change: Partial<PaneState>): void =>
    store.setState(({ series, edition }) => {
      const { hasHole: _, ...grown } = grow(window, known, stepOf(series));
      return { ...change, ...grown, edition: edition + 1 };
    });
  const trimmed = (window: CandleWindow): CandleWindow => {
    const { openTime } = window.candles;
    const inSight = lowerBound(openTime, sight.to) - lowerBound(openTime, sight.from);
    return trimWindow(window, sight.from, sight.to, Math.max(HELD, inSight + ROOM));
  };
  const keep = (window: CandleWindow): void => put(trimmed(window), { error: null });
  // A ticket of its own: going elsewhere in a series does not make its gaps stale.
  const loadGaps = async (): Promise<void> => {
    const mine = gapTickets.take();
    const { series } = store.getState();
    if (series === null) return;
    const result = await client.call('gaps.list', { seriesId: series.id, limit: MOST_GAPS });
    if (mine() && result.ok) store.setState({ gaps: result.value.gaps });
  };
  const replace = async (asked: Promise<Result<CandleWindow, ApiError>>, target: Target): Promise<void> => {
    const mine = begin();
    store.setState({ isLoading: true, error: null });
    const result = await asked;
    if (!mine()) return;
    if (result.ok) put(result.value, { isLoading: false, target });
    else store.setState({ isLoading: false, error: result.error });
  };
  const load = async (side: 'older' | 'newer'): Promise<void> => {
    const { window } = store.getState();
    if (pages === null || window === null || busy.has(side)) return;
    const mine = isCurrent;
    busy.add(side);
    const result = await pages[side](window);
    if (!mine()) return;
    busy.delete(side);
    // Another side may have come in meanwhile: the page is merged into what is held now, at its own end.
    const held = store.getState().window;
    if (!result.ok) store.setState({ error: result.error });
    else if (held === window) keep(result.value);
    else void load(side);
  };
  const goTo = async (time: number | null, share = 0.5): Promise<void> => {
    const target = { time, share };
    const { window } = store.getState();
    if (pages === null) return;
    if (window !== null && holdsTime(window, time)) store.setState({ target });
    else await replace(time === null ? pages.newest() : pages.around(time), target);
  };
  const refresh = async (): Promise<void> => {
    const { window, isLoading } = store.getState();
    if (pages === null || isLoading) return;
    if (window === null) return goTo(null);
    const mine = begin();
    void loadGaps();
    const result = await pages.again(window);
    if (!mine() || !result.ok) return;
    if (spanOf(window) === null) put(result.value, { target: { time: null } });
    else keep(result.value);
  };

  const throttle = createThrottle(() => void refresh(), REFRESH_MS);
  lifetime.add(throttle.dispose);
  lifetime.add(
    client.on('coverage.changed', ({ seriesIds, appended = [] }) => {
      const shown = store.getState().series?.id;
      if (shown === undefined || !seriesIds.includes(shown)) return;
      // What was appended alone has come, or comes, by `live.candles`.
      if (!appended.includes(shown) || store.getState().window === null) throttle.request();
    }),
  );
  const takeLive = (candles: readonly LiveCandle[]): void => {
    const { series, window, edition } = store.getState();
    const news = candles.filter(({ seriesId }) => seriesId === series?.id);
    if (news.length === 0) return;
    known = remember(known, news);
    if (window === null) return;
    const revised = revise(window, news);
    const { hasHole, ...grown } = grow(revised, known, stepOf(series));
    if (hasHole) throttle.request();
    if (grown.window.candles.openTime.length > HELD + SLACK) keep(grown.window);
    else store.setState({ ...grown, edition: revised === window ? edition : edition + 1 });
  };
  lifetime.add(client.on('live.candles', ({ candles }) => takeLive(candles)));
  const askForming = async (id: SeriesId): Promise<void> => {
    const result = await client.call('live.forming', { seriesIds: [id] });
    if (result.ok) takeLive(result.value.candles);
  };
  lifetime.add(begin);
  lifetime.add(gapTickets.take);

  const see = (from: number, to: number): void => {
    sight = { from, to };
    const { window } = store.getState();
    if (window === null) return;
    const { openTime } = window.candles;
    if (!window.isAtStart && lowerBound(openTime, from) < MARGIN) void load('older');
    if (!window.isAtEnd && openTime.length - lowerBound(openTime, to) < MARGIN) void load('newer');
  };

  return Object.assign(store, {
    show: (series: Series | null, at?: number) => {
      if (store.getState().series?.id === series?.id) return;
      begin();
      known = [];
      store.setState({ ...NOTHING, series });
      pages = series === null ? null : candlePages(client, series.id);
      void goTo(at ?? null);
      void loadGaps();
      if (series !== null) void askForming(series.id);
    },
    goTo,
    holds: (time: number) => {
      const { window } = store.getState();
      return window !== null && holdsTime(window, time);
    },
    see,
    retry: () => {
      store.setState({ error: null });
      if (store.getState().window === null) void goTo(null);
      else see(sight.from, sight.to);
      void loadGaps();
    },
    dispose: lifetime.disposeAll,
  });
}
