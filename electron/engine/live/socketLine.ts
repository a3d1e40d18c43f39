import { type EpochMs, SECOND } from '../../../shared/domain/time.ts';
import type { Result } from '../../../shared/lib/result.ts';
import type { Timing } from '../../platform/timing.ts';
import type { FeedError, LiveSocket, MarketFeed } from '../ports/feed.ts';
import { pauseAfter, renewalAt } from './rhythm.ts';

export type LineState = 'closed' | 'connecting' | 'open' | 'waiting';

/** After this many failures in a row with no news in between, the line is not counted on. */
export const LINE_FAILURES = 3;
/** Forced renewals are at least this far apart, so that a silent market does not become a busy telephone. */
const REDIAL_PAUSE_MS = 30 * SECOND;

/** Somebody who follows one stream of the line. */
export type Follower<News> = Readonly<{
  watch(socket: LiveSocket): Promise<Result<News, FeedError>>;
  unwatch(socket: LiveSocket): Promise<void>;
  take(news: News): void;
  /** The venue does not give this stream: nobody asks for it again. */
  refused(error: FeedError): void;
}>;

export type LineListener = Readonly<{
  /** The first news after a dial has come. */
  up(): void;
  /** Nothing comes any more until `up`. */
  down(): void;
  changed(): void;
}>;

export type SocketLine = ReturnType<typeof createSocketLine>;

type LineDeps = Readonly<{
  feed: MarketFeed;
  timing: Timing;
  listener: LineListener;
  signal: AbortSignal;
}>;

/**
 * One WebSocket line to one venue: dials, follows every stream with one pending watch each, waits between failures,
 * renews itself before the venue cuts it. It knows nothing of candles.
 */
export function createSocketLine({ feed, timing, listener, signal }: LineDeps) {
  const followers = new Map<string, { proven: boolean; stop: AbortController }>();
  let socket: LiveSocket | null = null;
  let opening: Promise<LiveSocket | null> | null = null;
  /** Grows with every loss of the line, so that one loss is counted once and not once per stream. */
  let generation = 0;
  let state: LineState = 'closed';
  let since: EpochMs = feed.now();
  let failures = 0;
  let reconnects = 0;
  let hasBeenUp = false;
  let lastError: FeedError | null = null;
  let held = false;
  let released = Promise.withResolvers<void>();
  let pause = new AbortController();
  let pausing: Promise<void> = Promise.resolve();
  let renewAt = Number.POSITIVE_INFINITY;
  let redialledAt = Number.NEGATIVE_INFINITY;
  released.resolve();

  function turn(next: LineState): void {
    if (next === state) return;
    state = next;
    since = feed.now();
    listener.changed();
  }

  /** Forgets what was true of the line that is gone. */
  function lose(): void {
    generation += 1;
    for (const follower of followers.values()) follower.proven = false;
    renewAt = Number.POSITIVE_INFINITY;
    listener.down();
  }

  function wait(ms: number): void {
    pause = new AbortController();
    pausing = timing.sleep(ms, AbortSignal.any([pause.signal, signal]));
  }

  function failed(error: FeedError, at: number): void {
    if (at !== generation || signal.aborted) return;
    lose();
    failures += 1;
    lastError = error;
    turn(held ? 'closed' : 'waiting');
    // A line that worked is dialled again at once, but not by everybody in the same instant.
    wait(failures === 1 ? timing.random() * SECOND : pauseAfter(failures, timing.random));
  }

  function worked(): void {
    if (state === 'open') return;
    if (hasBeenUp) reconnects += 1;
    hasBeenUp = true;
    failures = 0;
    lastError = null;
    renewAt = renewalAt(feed.now(), socket?.longestLifeMs ?? Number.POSITIVE_INFINITY, timing.random);
    turn('open');
    listener.up();
  }

  async function open(): Promise<LiveSocket | null> {
    const at = generation;
    const opened = await feed.openSocket(signal);
    if (!opened.ok) {
      failed(opened.error, at);
      return null;
    }
    socket = opened.value;
    return socket;
  }

  /** Resolves with the socket when it may be used, and with null when there is none yet: ask again. */
  async function ready(): Promise<LiveSocket | null> {
    await released.promise;
    await pausing;
    if (held || signal.aborted) return null;
    if (state !== 'open') turn('connecting');
    if (socket !== null) return socket;
    opening ??= open().finally(() => {
      opening = null;
    });
    return opening;
  }

  /** Deals with what one watch brought; false ends the following. */
  function settle<News>(
    key: string,
    follower: Follower<News>,
    news: Result<News, FeedError>,
    at: number,
    to: LiveSocket,
  ): boolean {
    if (!news.ok) {
      if (!isRefusal(news.error)) {
        failed(news.error, at);
        return true;
      }
      followers.delete(key);
      void follower.unwatch(to);
      follower.refused(news.error);
      return false;
    }
    // What a line that has been given up still had to say may be half a candle: the catch-up has the whole of it.
    if (at !== generation) return true;
    const entry = followers.get(key);
    if (entry !== undefined) entry.proven = true;
    worked();
    follower.take(news.value);
    return true;
  }

  async function follow<News>(key: string, follower: Follower<News>, stop: AbortSignal): Promise<void> {
    const isOver = AbortSignal.any([stop, signal]);
    for (let goesOn = true; goesOn && !isOver.aborted; ) {
      const to = await ready();
      if (to === null || isOver.aborted) continue;
      const at = generation;
      const news = await follower.watch(to);
      if (!isOver.aborted) goesOn = settle(key, follower, news, at, to);
    }
  }

  function drop(): void {
    const old = socket;
    socket = null;
    void old?.close();
  }

  return {
    state: () => ({ state, since, failures, reconnects, lastError }),
    /** Streams that have brought news since the last dial. */
    proven: (): number => [...followers.values()].filter((one) => one.proven).length,
    isFollowed: (key: string): boolean => followers.has(key),
    isProven: (key: string): boolean => followers.get(key)?.proven === true,
    follow<News>(key: string, follower: Follower<News>): void {
      if (followers.has(key)) return;
      const stop = new AbortController();
      followers.set(key, { proven: false, stop });
      stop.signal.addEventListener('abort', () => {
        if (socket !== null) void follower.unwatch(socket);
      });
      void follow(key, follower, stop.signal);
    },
    unfollow(key: string): void {
      const follower = followers.get(key);
      followers.delete(key);
      follower?.stop.abort();
      if (followers.size === 0 && !held) {
        drop();
        lose();
        turn('closed');
      }
    },
    /** Drops the line and dials again at once; less often than asked when asked too often. Tells whether it did. */
    redial(force = false): boolean {
      const now = timing.elapsed();
      if (socket === null || (!force && now - redialledAt < REDIAL_PAUSE_MS)) return false;
      redialledAt = now;
      lose();
      turn('connecting');
      socket.redial();
      return true;
    },
    /** Renews the line if it is about to be cut. */
    renewIfDue(now: EpochMs): boolean {
      return now >= renewAt && this.redial(true);
    },
    renewAt: (): EpochMs => renewAt,
    /** Ends the pause between two attempts. */
    hurry(): void {
      failures = Math.min(failures, 1);
      pause.abort();
    },
    /** Closes the line until `release`. */
    hold(): void {
      if (held) return;
      held = true;
      released = Promise.withResolvers();
      drop();
      lose();
      turn('closed');
    },
    release(): void {
      if (!held) return;
      held = false;
      failures = 0;
      pause.abort();
      released.resolve();
    },
    async close(): Promise<void> {
      for (const { stop } of followers.values()) stop.abort();
      followers.clear();
      released.resolve();
      const old = socket;
      socket = null;
      await old?.close();
      turn('closed');
    },
  };
}

/** Errors that are about one stream and not about the line; asking again at once would only repeat them. */
const isRefusal = ({ kind }: FeedError): boolean =>
  kind === 'unknown-symbol' || kind === 'unsupported' || kind === 'refused';
