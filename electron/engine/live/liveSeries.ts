import { type CandleColumns, type CandleRow, candleRows } from '../../../shared/domain/candle.ts';
import { type IntervalSet, subtract } from '../../../shared/domain/interval.ts';
import type { IngestionSource, IngestionState, IngestionStatus } from '../../../shared/domain/live.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { type EpochMs, SECOND } from '../../../shared/domain/time.ts';
import { closedUntil, durationOf, floorToGrid } from '../../../shared/domain/timeframe.ts';
import type { FeedError } from '../ports/feed.ts';
import { createDerivation, type Derivation } from './derivation.ts';
import { type Downtime, endOf, type LiveKey, type SeriesHost } from './host.ts';
import { missedBy } from './missed.ts';
import { type Probe, probeVenue } from './probe.ts';
import { knowTime, type Reading, readCandles } from './readCandles.ts';
import { nextLook, pauseAfter, pollInterval, SOON_MS } from './rhythm.ts';
import { createSocketSide } from './socketSide.ts';
import { storeSocketRows } from './storeSocketRows.ts';
import type { SeriesPlan } from './subscriptionPlan.ts';
import { createTroubles } from './troubles.ts';
import { hasNewer, silenceLimit } from './watchdog.ts';

/** Candles asked for again with every look: the venue may have corrected the last ones (facts 2.5). */
const OVERLAP = 2;
/** A candle that closed a moment ago may be in no answer yet; a series is up to date without it. */
const FRESH_MS = 5 * SECOND;
/** Failures in a row after which a series counts as failing. */
const FAILING = 3;
/** Line renewals that brought a series nothing; after them it is polled. */
const STALLS = 3;
/** Candles that are told one by one; after a longer absence the window reads them from the store. */
const TOLD = 3;
/** Buckets that are derived at most at once; older ones come from the venue. */
const BUCKETS = 3;

export type LiveSeries = ReturnType<typeof createLiveSeries>;

/** Keeps one series current: what the socket says, what the venue answers, what finer candles make. */
export function createLiveSeries(host: SeriesHost, first: LiveKey, downtime: Downtime | null) {
  const { feed, context } = host;
  const { timing, publish } = context;
  const { timeframe, id } = first;
  const step = durationOf(timeframe);
  const socket = createSocketSide(timeframe);
  const liveSince = feed.now();

  let key = first;
  let plan: SeriesPlan = { way: 'polling' };
  let derivation: Derivation | null = null;
  let share = 0;
  let phase: 'starting' | 'catching-up' | 'live' = 'starting';
  let missedWhile: Downtime | null = downtime;
  /** Older stretches that are still to be fetched, and the first open time of a series without a history. */
  let missed: IntervalSet = [];
  let begin: EpochMs = 0;
  /** Everything before this open time has been answered for by the venue. */
  let confirmedUntil: EpochMs = 0;
  let lastClosed: EpochMs | null = null;
  let newest: CandleRow | null = null;
  let forming: CandleRow | null = null;
  let latencyMs: number | null = null;
  let lastMessageAt: EpochMs | null = null;
  let lastNewsAt: EpochMs | null = null;
  let nextLookAt: EpochMs = 0;
  let looking: Promise<void> | null = null;
  const troubles = createTroubles();
  let stalls = 0;
  let isQuiet = false;
  let lineIsUp = false;
  let reconnects = 0;
  let polledUntil: EpochMs = 0;

  const closesAt = (): EpochMs => socket.closesAt(feed.now(), troubles.inARow() > 0);
  const isWatched = (): boolean => plan.way === 'websocket' && feed.now() >= polledUntil;
  const source = (): IngestionSource =>
    plan.way === 'websocket' && (!isWatched() || host.isLineLost()) ? 'polling' : plan.way;

  function state(): IngestionState {
    if (host.isHeld()) return 'held';
    if (troubles.inARow() >= FAILING || (phase !== 'live' && troubles.inARow() > 0)) return 'failing';
    return phase === 'live' && isQuiet ? 'quiet' : phase;
  }

  function spoke(row: CandleRow | null, now: EpochMs): void {
    lastMessageAt = now;
    if (row === null || !hasNewer(newest, row)) return;
    newest = row;
    lastNewsAt = now;
    isQuiet = false;
    host.hasNews();
  }

  function showForming(row: CandleRow): void {
    if (forming !== null && row[0] < forming[0]) return;
    forming = row;
    publish('live.candles', { candles: [{ seriesId: id, row: [...row], closed: false }] });
    host.formed(id, row);
  }

  /** Takes note of candles that are in the store now; `revised` ones may have been there with other values. */
  function stored(rows: readonly CandleRow[], revised = false): void {
    const fresh = rows.filter(([time]) => lastClosed === null || time > lastClosed);
    const last = fresh.at(-1);
    if (last !== undefined) {
      lastClosed = last[0];
      // What is fetched after an absence is late for another reason.
      if (phase === 'live') latencyMs = Math.max(0, feed.now() - (last[0] + step));
      if (forming !== null && forming[0] <= last[0]) forming = null;
    }
    const news = revised ? rows : fresh;
    if (news.length === 0) return;
    const candles = news.map((row) => ({ seriesId: id, row: [...row] as [...CandleRow], closed: true }));
    if (candles.length <= TOLD) publish('live.candles', { candles });
    host.closed(id, news);
  }

  function pauseForTrouble(): void {
    nextLookAt = feed.now() + pauseAfter(troubles.inARow(), timing.random);
    host.changed(id);
    host.rescheduled();
  }

  function thrown(error: unknown): void {
    if (host.signal.aborted) return;
    troubles.thrown(error);
    pauseForTrouble();
  }

  function unanswered(error: FeedError): false {
    if (error.kind === 'cancelled') nextLookAt = feed.now() + SOON_MS;
    else {
      troubles.unanswered(error);
      pauseForTrouble();
    }
    return false;
  }

  async function prepare(): Promise<void> {
    const found = await missedBy(host, key, missedWhile);
    missedWhile = null;
    missed = found.missed;
    begin = found.begin;
    confirmedUntil = Math.max(confirmedUntil, found.confirmedUntil);
    lastClosed ??= found.lastClosed;
    if (phase === 'starting') phase = 'catching-up';
    host.changed(id);
  }

  async function fetchMissed(): Promise<boolean> {
    for (const stretch of missed) {
      const read = await readCandles(host, key, stretch);
      if (!read.ok) return unanswered(read.error);
      missed = subtract(missed, [{ from: stretch.from, until: Math.max(read.value.until, stretch.from) }]);
      if (read.value.until < stretch.until) break;
    }
    return true;
  }

  async function absorb(read: Reading): Promise<void> {
    const now = feed.now();
    confirmedUntil = Math.max(confirmedUntil, read.until);
    socket.settle(confirmedUntil);
    troubles.over();
    host.hasAnswered();
    const answered = read.forming ?? read.closed.at(-1) ?? null;
    spoke(answered, now);
    stored(read.closed, read.changed > 0);
    if (read.forming !== null && plan.way !== 'derived' && hasNewer(forming, read.forming)) {
      showForming(read.forming);
    }
    await derivation?.compare(read.closed);
    if (confirmedUntil >= Math.min(closedUntil(timeframe, now - FRESH_MS), endOf(key))) phase = 'live';
    judgeSilence(answered, now);
  }

  function judgeSilence(answered: CandleRow | null, now: EpochMs): void {
    // Every answer to a poll would have told of a trade.
    if (source() === 'polling') isQuiet = now - (lastNewsAt ?? liveSince) >= silenceLimit(timeframe, null);
    if (!isWatched() || !lineIsUp) return;
    const verdict = socket.judge(answered, now);
    isQuiet = verdict === 'quiet';
    if (verdict !== 'stalled') return;
    stalls += 1;
    host.stalled(id);
  }

  /** Finds out where it stands and fetches what it has missed; false when the venue did not answer. */
  async function isReady(): Promise<boolean> {
    const timed = await knowTime(host);
    if (!timed.ok) return unanswered(timed.error);
    if (phase === 'starting' || missedWhile !== null) await prepare();
    return fetchMissed();
  }

  async function lookOnce(): Promise<void> {
    try {
      if (!(await isReady())) return;
      const closed = closedUntil(timeframe, feed.now());
      const from = Math.max(begin, Math.min(confirmedUntil, closed) - OVERLAP * step);
      const read = await readCandles(host, key, { from, until: Math.min(closed + step, endOf(key)) });
      if (!read.ok) return void unanswered(read.error);
      await absorb(read.value);
      const pace = phase === 'live' ? source() : 'catching-up';
      nextLookAt = nextLook(timeframe, feed.now(), pace, share);
    } catch (error) {
      // The store could not take it; the venue still has it, and is asked again.
      thrown(error);
    } finally {
      host.changed(id);
      host.rescheduled();
    }
  }

  function look(): Promise<void> {
    looking ??= lookOnce().finally(() => {
      looking = null;
    });
    return looking;
  }

  /** Stores what the socket says has closed; while something is being fetched, only if the venue does not answer. */
  async function storeClosed(): Promise<void> {
    if (host.isHeld() || (phase !== 'live' && troubles.inARow() === 0) || phase === 'starting') return;
    const now = host.trustedNow();
    const [first, ...more] = socket.closed(now, troubles.inARow() > 0);
    if (first === undefined) return;
    const rows: [CandleRow, ...CandleRow[]] = [first, ...more];
    try {
      stored(await storeSocketRows(host, key, rows, now));
      host.changed(id);
    } catch (error) {
      phase = 'catching-up';
      thrown(error);
    }
  }

  /** Makes the candles that open in [from, end), as far as their finer ones are complete. */
  async function makeFrom(made: Derivation, from: EpochMs, end: EpochMs): Promise<void> {
    for (let open = from; open < end; open += step) {
      const row = await made.make(open);
      if (row === null) return;
      publish('coverage.changed', { seriesIds: [id], appended: [id] });
      stored([row]);
      host.changed(id);
    }
  }

  /** Makes the candles whose last finer one is in the store now. */
  async function derive(finerEnd: EpochMs): Promise<void> {
    if (derivation === null || phase !== 'live' || host.isHeld()) return;
    const end = floorToGrid(timeframe, finerEnd);
    const from = Math.max(confirmedUntil, (lastClosed ?? 0) + step, end - BUCKETS * step);
    try {
      await makeFrom(derivation, from, end);
    } catch (error) {
      thrown(error);
    }
  }

  return {
    id,
    key: () => key,
    plan: () => plan,
    isWatched,
    isLive: (): boolean => phase === 'live',
    isStoreRefusing: troubles.isStoreRefusing,
    forming: () => forming,
    liveSince,
    lastNewsAt: () => lastNewsAt,
    /** Changes how it is kept; `place` from 0 to 1 spreads the series over the seconds after a close. */
    arrange(next: LiveKey, how: SeriesPlan, finer: LiveKey | null, place: number): void {
      key = next;
      share = place;
      const isSame = plan.way === how.way && derivation?.finer.id === finer?.id;
      plan = how;
      if (isSame) return;
      derivation = finer === null ? null : createDerivation(host, key, finer);
      if (derivation !== null) void derivation.load(feed.now()).catch(() => undefined);
      polledUntil = 0;
      stalls = 0;
      isQuiet = false;
      if (plan.way !== 'websocket') socket.lose();
      nextLookAt = Math.min(nextLookAt, feed.now());
      host.changed(id);
    },
    /** The line came up, or went down: what happened in between has to be fetched. */
    setLine(isUp: boolean): void {
      if (isUp && !lineIsUp) {
        socket.listen(feed.now());
        if (plan.way === 'websocket') nextLookAt = 0;
      }
      if (!isUp && lineIsUp) {
        socket.lose();
        reconnects += 1;
        if (plan.way === 'websocket' && phase === 'live') phase = 'catching-up';
      }
      lineIsUp = isUp;
      host.changed(id);
    },
    /** The socket has sent rows. */
    async take(candles: CandleColumns): Promise<void> {
      const rows = candleRows(candles)
        .filter(([time]) => time < endOf(key))
        .sort((a, b) => a[0] - b[0]);
      const now = feed.now();
      socket.take(rows, confirmedUntil, now);
      stalls = 0;
      const last = rows.at(-1) ?? null;
      spoke(last, now);
      if (last !== null && last[0] + step > confirmedUntil && last[0] >= confirmedUntil) showForming(last);
      await storeClosed();
      host.changed(id);
    },
    /** Candles of the finer series have been stored, or its forming one has changed. */
    async finerClosed(rows: readonly CandleRow[]): Promise<void> {
      const last = rows.at(-1);
      if (derivation === null || last === undefined) return;
      derivation.add(rows);
      await derive(last[0] + durationOf(derivation.finer.timeframe));
    },
    finerFormed(row: CandleRow): void {
      if (derivation === null) return;
      const sum = derivation.forming(row);
      if (lastClosed !== null && sum[0] <= lastClosed) return;
      lastMessageAt = feed.now();
      newest = sum;
      lastNewsAt = lastMessageAt;
      showForming(sum);
    },
    /** Polls for `ms` although the socket could do it: its watch was refused, or brings nothing. */
    pollFor(ms: number, reason: Problem | null): void {
      polledUntil = feed.now() + ms;
      troubles.note(reason);
      stalls = 0;
      socket.lose();
      nextLookAt = 0;
      host.changed(id);
    },
    /** How long it may well be without news, milliseconds: two polls and a little, or what its stream is used to. */
    patience: (): number => {
      if (plan.way === 'derived') return Number.POSITIVE_INFINITY;
      return isWatched() ? socket.limit() : 2.5 * pollInterval(timeframe);
    },
    hasStalled: (): boolean => stalls >= STALLS,
    /** Nobody could ask for a while; the ledger hears why before anything is fetched. */
    away(during: Downtime): void {
      missedWhile = during;
      if (phase === 'live') phase = 'catching-up';
      nextLookAt = 0;
    },
    /** Asks again at once, whatever the pause. */
    hurry(): void {
      if (phase === 'live') phase = 'catching-up';
      nextLookAt = 0;
    },
    /** The next moment `tick` has something to do. */
    dueAt: (): EpochMs => {
      if (looking !== null) return closesAt();
      const silentAt = isWatched() && lineIsUp ? socket.silentAt() : Number.POSITIVE_INFINITY;
      return Math.min(nextLookAt, silentAt, phase === 'live' ? closesAt() : Number.POSITIVE_INFINITY);
    },
    async tick(): Promise<void> {
      if (host.isHeld()) return;
      const now = feed.now();
      if (now >= closesAt()) await storeClosed();
      const isSilent = isWatched() && lineIsUp && now >= socket.silentAt();
      if (looking === null && (now >= nextLookAt || isSilent)) await look();
    },
    /** Asks the venue once while everything else stands still; what it says is fetched again later. */
    probe: (): Promise<Probe> => probeVenue(host, key, newest),
    /** Waits until nothing is under way. */
    settled: async (): Promise<void> => {
      await looking;
    },
    status: (): IngestionStatus => ({
      exchange: key.exchange,
      symbol: key.symbol,
      timeframe,
      seriesId: id,
      state: state(),
      wanted: key.wanted,
      source: source(),
      lastCandle: lastClosed,
      lastMessageAt,
      latencyMs,
      reconnects,
      errors: troubles.inARow(),
      lastError: troubles.last(),
      updatedAt: feed.now(),
    }),
  };
}
