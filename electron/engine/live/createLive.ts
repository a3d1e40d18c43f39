import type { LiveState } from '../../../shared/contract/calls/live.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import {
  CLOCK_SKEW_LIMIT_MS,
  IngestionMode,
  type IngestionStatus,
  liveUntil,
} from '../../../shared/domain/live.ts';
import { type SeriesId, seriesName } from '../../../shared/domain/series.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import { createEmitter } from '../../../shared/lib/emitter.ts';
import { sourceName } from '../../../shared/words/feedTrouble.ts';
import type { EngineContext } from '../context.ts';
import type { LiveSeriesRow } from '../ports/store.ts';
import type { Power, PowerEvent } from '../ports/surroundings.ts';
import { SILENCE_LIMIT_MS } from './circuit.ts';
import type { Downtime } from './host.ts';
import { ALIVE_KEY, LIVE_STATE_KEY, MODE_KEY, PAUSED_KEY } from './keys.ts';
import { asOff } from './liveReport.ts';
import type { ClosedCandle, LiveChange, LiveService } from './liveService.ts';
import { createPulse, HEARTBEAT_MS } from './pulse.ts';
import { createRetries, messageOf } from './retries.ts';
import { createStatusKeeper } from './statusKeeper.ts';
import { createVenueSupervisor, type LiveLimits, type VenueSupervisor } from './venueSupervisor.ts';

const ALIVE_EVERY_MS = MINUTE;
/** Nothing holds up the program for longer; whatever takes longer was sleep. */
const LONGEST_STALL_MS = 5 * MINUTE;

const offStatus = (row: LiveSeriesRow, kept: IngestionStatus | undefined, now: number): IngestionStatus => ({
  exchange: row.exchange,
  symbol: row.symbol,
  timeframe: row.timeframe,
  seriesId: row.id,
  wanted: row.wanted,
  lastCandle: kept?.lastCandle ?? null,
  lastMessageAt: kept?.lastMessageAt ?? null,
  latencyMs: kept?.latencyMs ?? null,
  reconnects: kept?.reconnects ?? 0,
  errors: 0,
  lastError: null,
  updatedAt: kept?.updatedAt ?? now,
  state: 'off',
  source: null,
});

/** What was changed about some series, for the audit log. */
function inWords(live: boolean | undefined, mode: IngestionMode | null | undefined): string {
  const state = live === undefined ? [] : [live ? 'on' : 'off'];
  const how = mode === undefined ? [] : [mode ?? 'as all'];
  return [...state, ...how].join(', ');
}

/** What has to be kept at once when it changes: another program may ask for it. */
function lineOf(venue: VenueSupervisor): string {
  const { exchange, socket, circuit } = venue.status();
  return `${exchange} ${socket} ${circuit}`;
}

type Events = { change: LiveChange; closed: ClosedCandle };

/** Makes the service that keeps series live; nothing runs before `start`, or before somebody turns a series live. */
export async function createLive(context: EngineContext, power: Power): Promise<LiveService> {
  const { store, feeds, clock, timing, log, journal, exchangeClock, publish } = context;
  const limits: LiveLimits = { silenceMs: SILENCE_LIMIT_MS, skewMs: CLOCK_SKEW_LIMIT_MS };
  const stopping = new AbortController();
  const disposables = createDisposables();
  const emitter = createEmitter<Events>((error) => log.error('a listener failed', { error: String(error) }));
  const pulse = createPulse(clock, timing);
  const venues = new Map<ExchangeId, VenueSupervisor>();

  const readState = async (key: string): Promise<unknown> =>
    JSON.parse((await store.read.state(key)) ?? 'null');
  let mode = IngestionMode.safeParse(await readState(MODE_KEY)).data ?? 'websocket';
  let paused = (await readState(PAUSED_KEY)) === true;
  const wasPaused = paused;
  const startedAt = exchangeClock.now('bitget');
  /** What the last run kept live, and until when it lived: what these series lack since has that cause. */
  const lastAlive = Number((await readState(ALIVE_KEY)) ?? Number.NaN);
  const liveAtStart = new Set((await store.read.liveSeries(clock.now())).map(({ id }) => id));

  let isRunning = false;
  /** Series asked for in this run; null runs everything that is live. */
  let asked: Set<SeriesId> | null = new Set();
  let rows: readonly LiveSeriesRow[] = [];
  let kept = new Map<SeriesId, IngestionStatus>();
  /** Series whose end has been told. */
  const ended = new Set<SeriesId>();
  let suspended: { wall: number; elapsed: number } | null = null;
  let beating: Promise<void> = Promise.resolve();
  let taking: Promise<void> = Promise.resolve();

  const now = (): number => {
    const [venue] = venues.values();
    return venue?.now() ?? exchangeClock.now('bitget');
  };
  const keeper = createStatusKeeper(context, () => ({ paused, mode }));

  function statusOf(row: LiveSeriesRow): IngestionStatus {
    return venues.get(row.exchange)?.get(row.id)?.status() ?? offStatus(row, kept.get(row.id), clock.now());
  }

  const state = (): LiveState => ({
    paused,
    mode,
    venues: [...venues.values()].map((venue) => venue.status()),
    series: rows.map(statusOf),
  });

  /** What was paused would not have been fetched by a running program either. */
  const downtimeOf = (id: SeriesId): Downtime | null =>
    liveAtStart.has(id) && !wasPaused && Number.isFinite(lastAlive)
      ? { from: lastAlive, until: startedAt, cause: 'app-not-running' }
      : null;

  function beat(): void {
    const what = pulse.beat();
    if (what.kind === 'steady') return;
    // A host that tells of sleep has told of none: something has held up the program itself. Not for long, though:
    // Modern Standby can pass without a word.
    const hasStalled =
      what.kind === 'slept' && power.tellsSleep && suspended === null && what.gapMs < LONGEST_STALL_MS;
    if (hasStalled) log.warn('the program stood still', { ms: Math.round(what.gapMs) });
    suspended = null;
    for (const venue of venues.values()) venue.interrupted(hasStalled ? { ...what, kind: 'stalled' } : what);
  }

  async function venueOf(exchange: ExchangeId): Promise<VenueSupervisor> {
    const known = venues.get(exchange);
    if (known !== undefined) return known;
    const feed = await feeds.get(exchange);
    const venue = createVenueSupervisor({
      context,
      feed,
      limits,
      keeper,
      beat,
      onVenue: (status) => emitter.emit('change', { kind: 'venue', venue: status }),
      onClosed: (series, row) => {
        const status = series.status();
        emitter.emit('change', { kind: 'series', status });
        emitter.emit('closed', { status, openTime: row[0], latencyMs: status.latencyMs ?? 0 });
      },
    });
    venues.set(exchange, venue);
    return venue;
  }

  /** Gives every venue its series; returns what went wrong with which. */
  async function arrangeAll(wanted: readonly LiveSeriesRow[]): Promise<string[]> {
    const byVenue = Map.groupBy(wanted, ({ exchange }) => exchange);
    const failures: string[] = [];
    for (const exchange of new Set([...venues.keys(), ...byVenue.keys()])) {
      const ofVenue = byVenue.get(exchange) ?? [];
      try {
        const venue = await venueOf(exchange);
        venue.arrange(ofVenue, mode, downtimeOf);
        for (const { id } of ofVenue) liveAtStart.delete(id);
      } catch (error) {
        failures.push(`${sourceName(exchange, 'en')}: ${messageOf(error)}`);
      }
    }
    return failures;
  }

  /** Brings every venue to what the store says is to be live. */
  async function take(): Promise<void> {
    const [all, statuses] = await Promise.all([store.read.liveSeries(now()), store.read.ingestion()]);
    const before = state().series;
    rows = all.filter(({ id }) => asked === null || asked.has(id));
    kept = new Map(statuses.map((status) => [status.seriesId, status]));
    const failures = await arrangeAll(paused || stopping.signal.aborted ? [] : rows);
    const after = state();
    const left = new Set(after.series.map(({ seriesId }) => seriesId));
    const gone = before.filter(({ seriesId }) => !left.has(seriesId)).map(asOff);
    publish('live.changed', { ...after, series: [...after.series, ...gone] });
    await keeper.keepLast([...gone, ...(paused ? after.series : [])]);
    if (failures.length > 0) throw new Error(failures.join('; '));
  }

  /** Series end by themselves when their symbol has left the venue; the last candle of each is whole by then. */
  function endDelisted(): void {
    const at = now();
    const over = rows.filter(
      ({ id, timeframe, delistedAt }) => !ended.has(id) && liveUntil(timeframe, delistedAt) <= at,
    );
    if (over.length === 0) return;
    for (const row of over) {
      ended.add(row.id);
      const fact = { type: 'live-ended', series: seriesName(row), at: row.delistedAt! } as const;
      void journal.event('info', 'live', fact);
    }
    void reconcile();
  }

  const retries = createRetries(context, stopping.signal, () => void reconcile());

  function reconcile(): Promise<void> {
    taking = taking.then(() => retries.attempt(take));
    return taking;
  }

  /** Keeps the sign of life and what is going on; never rejects. */
  async function keepAlive(running: boolean): Promise<void> {
    const at = now();
    try {
      await store.write.setState(ALIVE_KEY, JSON.stringify(Math.round(at)), clock.now());
      const { series: _series, ...rest } = state();
      await store.write.setState(
        LIVE_STATE_KEY,
        JSON.stringify({ running, writtenAt: clock.now(), ...rest }),
        clock.now(),
      );
    } catch (error) {
      log.warn('the sign of life was not kept', { error: String(error) });
    }
  }

  async function live(): Promise<void> {
    let aliveAt = 0;
    let told = '';
    while (!stopping.signal.aborted) {
      beat();
      endDelisted();
      const news = [...venues.values()].map(lineOf).join();
      if (timing.elapsed() >= aliveAt || news !== told) {
        aliveAt = timing.elapsed() + ALIVE_EVERY_MS;
        told = news;
        await keepAlive(true);
      }
      await timing.sleep(HEARTBEAT_MS, stopping.signal);
    }
  }

  async function run(): Promise<void> {
    if (!isRunning) {
      isRunning = true;
      pulse.reset();
      beating = live();
      disposables.add(power.on(onPower));
    }
    await reconcile();
  }

  function onPower(event: PowerEvent): void {
    if (event === 'suspend') suspended = { wall: clock.now(), elapsed: timing.elapsed() };
    if (event === 'online') for (const venue of venues.values()) venue.kick();
    if (event !== 'resume') return;
    const since = suspended;
    suspended = null;
    if (since === null) {
      beat();
      return;
    }
    pulse.reset();
    const gapMs = Math.max(0, clock.now() - since.wall, timing.elapsed() - since.elapsed);
    for (const venue of venues.values()) venue.interrupted({ kind: 'slept', gapMs });
  }

  return {
    state,
    facts: () => ({
      paused,
      venues: [...venues.values()].map((venue) => ({
        ...venue.status(),
        now: venue.now(),
        lastNewsAt: venue.now() - venue.lastNewsAgo(),
      })),
      series: [...venues.values()].flatMap((venue) =>
        venue.series().map((series) => ({
          ...series.status(),
          now: venue.now(),
          liveSince: series.liveSince,
          lastNewsAt: series.lastNewsAt(),
          isStoreRefusing: series.isStoreRefusing(),
        })),
      ),
    }),
    forming: (ids) => {
      const wanted = new Set(ids);
      return [...venues.values()].flatMap((venue) =>
        venue.series().flatMap((series) => {
          const row = wanted.has(series.id) ? series.forming() : null;
          return row === null ? [] : [{ seriesId: series.id, row: [...row], closed: false }];
        }),
      );
    },
    quotes: () => [...venues.values()].flatMap((venue) => venue.quotes()),
    async set({ seriesIds, live: isLive, mode: own }) {
      await store.write.setLive(seriesIds, {
        ...(isLive === undefined ? {} : { live: isLive }),
        ...(own === undefined ? {} : { mode: own }),
      });
      if (isLive === true) for (const id of seriesIds) asked?.add(id);
      await journal.audit('live.set', `${seriesIds.length} series`, inWords(isLive, own));
      publish('coverage.changed', { seriesIds: [...seriesIds] });
      await (isLive === true ? run() : reconcile());
    },
    async setAll(request) {
      mode = request.mode ?? mode;
      paused = request.paused ?? paused;
      await store.write.setState(MODE_KEY, JSON.stringify(mode), clock.now());
      await store.write.setState(PAUSED_KEY, JSON.stringify(paused), clock.now());
      await journal.audit('live.setAll', mode, paused ? 'paused' : 'running');
      await reconcile();
      if (isRunning) await keepAlive(true);
    },
    reconnect: (exchange) => venues.get(exchange)?.reconnect(),
    setSilenceLimit(ms) {
      limits.silenceMs = ms;
      for (const venue of venues.values()) venue.limitsChanged();
    },
    setSkewLimit(ms) {
      limits.skewMs = ms;
      for (const venue of venues.values()) venue.limitsChanged();
    },
    onChange: (listener) => emitter.on('change', listener),
    onClosed: (listener) => emitter.on('closed', listener),
    reconcile: () => {
      if (isRunning) void reconcile();
    },
    async start() {
      asked = null;
      await run();
    },
    async stop() {
      const last = state().series.map(asOff);
      stopping.abort();
      disposables.disposeAll();
      await taking;
      await Promise.all([beating, ...[...venues.values()].map((venue) => venue.stop())]);
      keeper.close();
      if (!isRunning) return;
      await keeper.keepLast(last);
      await keepAlive(false);
    },
  };
}
