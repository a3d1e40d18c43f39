import type { CandleColumns } from '../../shared/domain/candle.ts';
import { fail, type Result } from '../../shared/lib/result.ts';
import type { FeedError, LiveSocket, QuoteNews, WatchedSeries } from '../engine/ports/feed.ts';
import type { Timing } from '../platform/timing.ts';
import { cancelled, errorFromMessage, errorOfKind } from './errors.ts';
import { createLines } from './lines.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';
import { type OpenOptions, openVenue } from './openVenue.ts';
import { mergeCandles, parseCandles } from './parseCandles.ts';
import { parseMarkets } from './parseMarkets.ts';
import { mergeQuotes, readQuote } from './quoteNews.ts';
import { createSubscriber, type Stream } from './subscriber.ts';
import type { StreamTopic } from './venues/topic.ts';
import type { Channel, Venue } from './venues/venue.ts';

type LiveSocketDeps = Readonly<{
  venue: Venue;
  openOptions: OpenOptions;
  timing: Timing;
  /** The venue's markets as ccxt wants them, as of now. */
  markets(): readonly unknown[];
}>;

/** One stream and how what it says is read: null for what makes no sense, which is told or just left out. */
type Source<T> = Readonly<{ channel: Channel; read(message: unknown): T | null; tellGarbage: boolean }>;

/** One stream of something that is watched. */
type Part = { readonly stream: Stream; running: boolean; refusal: FeedError | null };

/** A series or a quote that somebody watches: a mailbox, and one or more streams that fill it. */
type Watched<T> = Readonly<{ mailbox: Mailbox<T>; parts: readonly Part[]; wanted: { yes: boolean } }>;

/** Opens the way to live data on a ccxt instance of its own; nothing is dialled before the first watch. */
export async function openLiveSocket(deps: LiveSocketDeps): Promise<LiveSocket> {
  const { venue, timing } = deps;
  const { exchange, errors } = await openVenue(venue, deps.openOptions);
  const closing = new AbortController();
  const lines = createLines(exchange, timing.elapsed);
  const { isRefusal, lineError } = errors;
  const subscriber = createSubscriber({
    ...{ exchange, lines, timing, isRefusal, lineError },
    rules: venue.socket,
    closing: closing.signal,
  });
  const series = new Map<string, Watched<CandleColumns>>();
  const quotes = new Map<string, Watched<QuoteNews>>();
  const unified = new Set<string>();

  function adoptMarkets(): void {
    const markets = deps.markets();
    exchange.setMarkets(markets);
    for (const { market } of parseMarkets(venue.id, markets)) unified.add(market.unified);
  }
  adoptMarkets();

  /** A contract may have been listed since this socket was opened. */
  function isKnown(name: string): boolean {
    if (!unified.has(name)) adoptMarkets();
    return unified.has(name);
  }

  function errorOf(error: unknown, refused: boolean): FeedError {
    const family = errors.familyOf(error);
    // What ccxt could not make sense of passes with the line, and so does an end that nobody here asked for.
    const isStrange = !refused && (isRefusal(error) || family === 'refused' || family === 'cancelled');
    return errorFromMessage(isStrange ? 'network' : family, error, venue);
  }

  function partOf<T>(topic: StreamTopic, source: Source<T>, owner: () => Watched<T>): Part {
    const part: Part = {
      running: false,
      refusal: null,
      stream: {
        channel: source.channel,
        topic,
        isWanted: () => owner().wanted.yes,
        heard(message) {
          const value = source.read(message);
          if (value !== null) owner().mailbox.put(value);
          else if (source.tellGarbage) owner().mailbox.fail(errorOfKind('garbage-answer', venue));
        },
        ended(cause, refused) {
          const error = errorOf(cause, refused);
          part.running = false;
          if (refused) part.refusal = error;
          // A quote does without one of its streams; it ends with the last.
          if (!refused || refusalOf(owner()) !== null) owner().mailbox.fail(error);
        },
      },
    };
    return part;
  }

  function open<T>(topic: StreamTopic, sources: readonly Source<T>[], merge: (a: T, b: T) => T): Watched<T> {
    const watched: Watched<T> = {
      mailbox: createMailbox(merge),
      wanted: { yes: true },
      parts: sources.map((source) => partOf(topic, source, () => watched)),
    };
    return watched;
  }

  function look<T>(watched: Watched<T>): Promise<Result<T, FeedError>> {
    const refusal = refusalOf(watched);
    if (refusal !== null) return refused(refusal);
    for (const part of watched.parts) {
      if (part.running || part.refusal !== null) continue;
      part.running = true;
      subscriber.add(part.stream);
    }
    return watched.mailbox.take();
  }

  async function drop<T>(map: Map<string, Watched<T>>, key: string): Promise<void> {
    const watched = map.get(key);
    if (watched === undefined) return;
    map.delete(key);
    watched.wanted.yes = false;
    watched.mailbox.end(cancelled);
    await Promise.all(watched.parts.map(({ stream }) => subscriber.remove(stream)));
  }

  const candleSource: Source<CandleColumns> = {
    channel: venue.socket.candles,
    read: (rows) => (Array.isArray(rows) ? parseCandles(rows) : null),
    tellGarbage: true,
  };
  const keyOf = (one: WatchedSeries): string => `${one.timeframe} ${one.unified}`;

  return {
    longestLifeMs: venue.socket.longestLifeMs,
    isOpen: lines.isOpen,
    watch(one) {
      if (closing.signal.aborted) return refused(cancelled);
      if (!venue.socket.timeframes.has(one.timeframe)) return refused(errorOfKind('unsupported', venue));
      if (!isKnown(one.unified)) return refused(errorOfKind('unknown-symbol', venue));
      const watched = series.get(keyOf(one)) ?? open(one, [candleSource], mergeCandles);
      series.set(keyOf(one), watched);
      return look(watched);
    },
    unwatch: (one) => drop(series, keyOf(one)),
    watchQuote(name) {
      if (closing.signal.aborted) return refused(cancelled);
      if (!isKnown(name)) return refused(errorOfKind('unknown-symbol', venue));
      const sources = venue.socket.quotes.map((channel) => ({
        channel,
        read: (message: unknown) => readQuote(name, channel.read(message)),
        tellGarbage: false,
      }));
      const watched = quotes.get(name) ?? open({ unified: name, timeframe: null }, sources, mergeQuotes);
      quotes.set(name, watched);
      return look(watched);
    },
    unwatchQuote: (name) => drop(quotes, name),
    redial: () => lines.drop(lineError('the line is renewed')),
    async close() {
      closing.abort();
      for (const { mailbox, wanted } of [...series.values(), ...quotes.values()]) {
        wanted.yes = false;
        mailbox.end(cancelled);
      }
      await lines.close();
    },
  };
}

const refused = (error: FeedError): Promise<Result<never, FeedError>> => Promise.resolve(fail(error));

/** Why nothing will come any more: the venue has refused every stream there is. */
function refusalOf<T>({ parts }: Watched<T>): FeedError | null {
  return parts.every(({ refusal }) => refusal !== null) ? (parts[0]?.refusal ?? null) : null;
}
