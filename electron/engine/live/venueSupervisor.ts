import type { CandleRow } from '../../../shared/domain/candle.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { IngestionMode, LiveVenue } from '../../../shared/domain/live.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import type { EngineContext } from '../context.ts';
import type { MarketFeed } from '../ports/feed.ts';
import { feedProblem } from '../problemOf.ts';
import { createBreaker } from './breaker.ts';
import { createClockGuard } from './clockGuard.ts';
import type { Downtime, LiveKey, SeriesHost } from './host.ts';
import { createLiveSeries, type LiveSeries } from './liveSeries.ts';
import { HEARTBEAT_MS } from './pulse.ts';
import { createQuoteDesk } from './quoteDesk.ts';
import { createRecovery, type Interruption } from './recovery.ts';
import { createSocketLine, LINE_FAILURES } from './socketLine.ts';
import type { StatusKeeper } from './statusKeeper.ts';
import { planVenue } from './subscriptionPlan.ts';
import { createTraffic } from './traffic.ts';

/** A series whose watch was refused, or brings nothing, is polled this long before it is tried again. */
const FALLBACK_MS = 10 * MINUTE;
/** However much is due, the loop breathes this long between two rounds. */
const BREATH_MS = 50;

/** What the trader may change while it runs. */
export type LiveLimits = { silenceMs: number | null; skewMs: number };

export type VenueSupervisor = ReturnType<typeof createVenueSupervisor>;

type VenueDeps = Readonly<{
  context: EngineContext;
  feed: MarketFeed;
  limits: LiveLimits;
  keeper: StatusKeeper;
  /** Looks whether the PC slept or its clock was set; called before anything else is done. */
  beat(): void;
  onClosed(series: LiveSeries, row: CandleRow): void;
  onVenue(venue: LiveVenue): void;
}>;

type Member = Readonly<{ series: LiveSeries; stop: AbortController }>;

const streamOf = ({ timeframe, unified }: LiveKey): string => `${timeframe} ${unified}`;

/** Keeps all live series of one venue current: one line, one clock, one breaker, one loop. */
export function createVenueSupervisor(deps: VenueDeps) {
  const { context, feed, limits, keeper } = deps;
  const { timing, log } = context;
  const exchange: ExchangeId = feed.exchange;
  const closing = new AbortController();
  const members = new Map<SeriesId, Member>();
  const traffic = createTraffic(timing);
  let alarm = new AbortController();
  let ready = false;

  // With a reason of its own: without one, every call would make an exception with a stack.
  const wake = (): void => alarm.abort('woken');
  const all = (): LiveSeries[] => [...members.values()].map(({ series }) => series);
  const symbols = (): number => new Set(all().map((series) => series.key().symbol)).size;
  const hurryAll = (): void => {
    for (const series of all()) series.hurry();
    wake();
  };

  const line = createSocketLine({
    feed,
    timing,
    signal: closing.signal,
    listener: {
      up: () => setLine(true),
      down: () => setLine(false),
      changed: () => venueChanged(),
    },
  });
  const guard = createClockGuard(
    context,
    feed,
    closing.signal,
    () => limits.skewMs,
    () => {
      hurryAll();
      touchAll();
    },
  );
  const breaker = createBreaker({
    context,
    exchange,
    symbols,
    limitMs: () =>
      // Where even the liveliest series is heard of but now and then, two minutes are no silence.
      limits.silenceMs === null || members.size === 0
        ? limits.silenceMs
        : Math.max(limits.silenceMs, Math.min(...all().map((series) => series.patience()))),
    /** One series in turn; tells whether the venue answered and whether it had news. */
    probe: async (n) => {
      const some = all();
      const series = some[n % Math.max(1, some.length)];
      return series === undefined ? { answered: false, hasNews: false } : series.probe();
    },
    onUnheard: () => void line.redial(),
    onChange: (isOpen) => {
      if (isOpen) line.hold();
      else {
        line.release();
        hurryAll();
      }
      touchAll();
    },
  });
  const recovery = createRecovery({
    feed,
    guard,
    timing,
    signal: closing.signal,
    onRecovered: (downtime) => {
      breaker.restart();
      if (downtime !== null) line.redial(true);
      for (const series of all()) {
        if (downtime === null) series.hurry();
        else series.away(downtime);
      }
      touchAll();
      wake();
    },
  });
  const quotes = createQuoteDesk(context, feed, line, closing.signal, traffic.count);

  const isHeld = (): boolean => !ready || recovery.isUnderWay() || breaker.isOpen() || !guard.isTrusted();

  function setLine(isUp: boolean): void {
    for (const series of all()) series.setLine(isUp);
    venueChanged();
    wake();
  }

  function venueChanged(): void {
    if (closing.signal.aborted) return;
    keeper.touchVenue(exchange, status);
    deps.onVenue(status());
  }

  function touchAll(): void {
    for (const series of all()) keeper.touch(series.id, series);
    venueChanged();
  }

  function status(): LiveVenue {
    const { state, since, reconnects, lastError } = line.state();
    const watched = all().filter((series) => series.plan().way === 'websocket');
    const error = lastError ?? feed.status().lastError;
    return {
      exchange,
      socket: state,
      socketSince: since,
      desired: watched.length,
      active: watched.filter((series) => line.isProven(streamOf(series.key()))).length,
      latencyMs: traffic.medianLatency(),
      clockOffsetMs: guard.offset(),
      clockTrusted: guard.isTrusted(),
      weightUsed: feed.status().weightUsed,
      reconnects,
      circuit: breaker.isOpen() ? 'open' : 'closed',
      circuitUntil: breaker.until(feed.now()),
      messagesPerSecond: traffic.perSecond(),
      lastError: error === null ? null : feedProblem(error),
    };
  }

  const hostOf = (stop: AbortSignal): SeriesHost => ({
    context,
    feed,
    signal: AbortSignal.any([stop, closing.signal]),
    trustedNow: guard.trustedNow,
    isHeld,
    isLineLost: () => line.state().failures >= LINE_FAILURES,
    hasNews: breaker.hasNews,
    hasAnswered: breaker.hasAnswered,
    stalled: (id) => {
      const series = members.get(id)?.series;
      if (series?.hasStalled() === true) series.pollFor(FALLBACK_MS, { code: 'stream-silent' });
      else if (line.redial()) log.info('a silent line is dialled again', { exchange });
      wake();
    },
    closed: (id, rows) => {
      const series = members.get(id)?.series;
      const last = rows.at(-1);
      if (series === undefined || last === undefined) return;
      const { latencyMs } = series.status();
      if (latencyMs !== null) traffic.latency(latencyMs);
      deps.onClosed(series, last);
      for (const other of madeOf(id)) void other.finerClosed(rows);
    },
    formed: (id, row) => {
      for (const other of madeOf(id)) other.finerFormed(row);
    },
    changed: (id) => {
      const series = members.get(id)?.series;
      if (series !== undefined) keeper.touch(id, series);
      // Its numbers are the venue's, too: messages, latency, weight.
      keeper.touchVenue(exchange, status);
    },
    rescheduled: wake,
  });

  const madeOf = (finer: SeriesId): LiveSeries[] =>
    all().filter((series) => {
      const plan = series.plan();
      return plan.way === 'derived' && plan.finer === finer;
    });

  function follow(series: LiveSeries): void {
    const key = series.key();
    const stream = { unified: key.unified, timeframe: key.timeframe };
    line.follow(streamOf(key), {
      watch: (socket) => socket.watch(stream),
      unwatch: (socket) => socket.unwatch(stream),
      take: (candles) => {
        traffic.count();
        void series.take(candles);
      },
      refused: (error) => {
        log.warn('a stream was refused', { exchange, stream: streamOf(key), problem: error.message });
        series.pollFor(FALLBACK_MS, feedProblem(error));
      },
    });
  }

  /** Brings the line's streams to what is wanted of it now. */
  function subscribe(): void {
    for (const series of all()) {
      const key = streamOf(series.key());
      const isWanted = series.isWatched();
      if (isWanted && !line.isFollowed(key)) follow(series);
      if (!isWanted && line.isFollowed(key)) line.unfollow(key);
    }
  }

  function tick(): void {
    deps.beat();
    guard.judge();
    if (guard.dueIn() <= 0) void guard.sync().then(wake);
    if (recovery.isUnderWay()) return;
    breaker.tick(members.size > 0 && guard.isTrusted());
    subscribe();
    line.renewIfDue(feed.now());
    if (!isHeld()) {
      for (const series of all()) void series.tick();
      quotes.tick();
    }
    keeper.keepIfDue();
    // A traffic that has stopped must fall to nothing on the screen as well.
    if (members.size > 0) keeper.touchVenue(exchange, status);
  }

  function dueIn(): number {
    const now = feed.now();
    const series = isHeld() ? [] : all().map((one) => one.dueAt() - now);
    return Math.min(HEARTBEAT_MS, guard.dueIn(), breaker.dueIn(), quotes.dueIn(), ...series);
  }

  async function run(): Promise<void> {
    await guard.sync();
    breaker.restart();
    ready = true;
    while (!closing.signal.aborted) {
      alarm = new AbortController();
      try {
        tick();
      } catch (error) {
        // One bad turn of the loop must not end live ingestion of a venue.
        log.error('live ingestion stumbled', { exchange, error: String(error) });
      }
      await timing.sleep(Math.max(BREATH_MS, dueIn()), AbortSignal.any([alarm.signal, closing.signal]));
    }
  }
  const running = run();

  return {
    exchange,
    status,
    series: all,
    get: (id: SeriesId): LiveSeries | undefined => members.get(id)?.series,
    quotes: quotes.list,
    now: feed.now,
    lastNewsAgo: breaker.silentFor,
    /** Takes up exactly these series; `downtimeOf` says what those that are new have missed. */
    arrange(
      keys: readonly LiveKey[],
      mode: IngestionMode,
      downtimeOf: (id: SeriesId) => Downtime | null,
    ): void {
      const wanted = new Map(keys.map((key) => [key.id, key]));
      for (const [id, { series, stop }] of [...members]) {
        if (wanted.has(id)) continue;
        stop.abort();
        members.delete(id);
        keeper.forget(id);
        line.unfollow(streamOf(series.key()));
      }
      for (const key of keys) {
        if (members.has(key.id)) continue;
        const stop = new AbortController();
        const series = createLiveSeries(hostOf(stop.signal), key, downtimeOf(key.id));
        members.set(key.id, { series, stop });
        if (line.state().state === 'open') series.setLine(true);
      }
      const plans = planVenue(
        keys.map((key) => ({ ...key, mode: key.wanted ?? mode })),
        feed.socketTimeframes,
      );
      keys.forEach((key, i) => {
        const plan = plans.get(key.id)!;
        const finer = plan.way === 'derived' ? wanted.get(plan.finer)! : null;
        members.get(key.id)?.series.arrange(key, plan, finer, i / keys.length);
      });
      subscribe();
      quotes.arrange(
        [...Map.groupBy(keys, ({ symbol }) => symbol)].map(([symbol, ofSymbol]) => ({
          symbol,
          unified: ofSymbol[0]!.unified,
          bySocket: ofSymbol.some((key) => (key.wanted ?? mode) === 'websocket'),
        })),
      );
      touchAll();
      wake();
    },
    /** The PC slept, or its clock was set: measured, explained and fetched before anything else. */
    interrupted: (what: Interruption): void => {
      venueChanged();
      void recovery.begin(what).then(wake);
    },
    /** The network is there again: nobody waits for the end of a pause. */
    kick(): void {
      line.hurry();
      void guard.sync();
      hurryAll();
    },
    reconnect(): void {
      breaker.close();
      line.hurry();
      line.redial(true);
      hurryAll();
    },
    limitsChanged(): void {
      guard.judge();
      wake();
    },
    async stop(): Promise<void> {
      closing.abort();
      await Promise.all([running, line.close(), ...all().map((series) => series.settled())]);
    },
  };
}
