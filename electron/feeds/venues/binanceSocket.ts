import { z } from 'zod';
import { DAY } from '../../../shared/domain/time.ts';
import { TIMEFRAMES } from '../../../shared/domain/timeframe.ts';
import type { CcxtBinance, CcxtVenue } from '../ccxtVenue.ts';
import { toNumber } from '../parseCandles.ts';
import { frameOf, type StreamTopic } from './topic.ts';
import type { Channel, QuoteChannel, SocketRules } from './venue.ts';

const binanceOf = (exchange: CcxtVenue): CcxtBinance => exchange as CcxtBinance;
const symbolsOf = (topics: readonly StreamTopic[]): string[] => topics.map(({ unified }) => unified);

const candles: Channel = {
  hash: (topic) => `ohlcv::${topic.unified}::${topic.timeframe}`,
  subscribe: (exchange, topics) =>
    binanceOf(exchange).watchOHLCVForSymbols(topics.map((topic) => [topic.unified, frameOf(topic)])),
  next: (exchange, topic) => exchange.watchOHLCV(topic.unified, frameOf(topic)),
  unsubscribe: (exchange, topic) => exchange.unWatchOHLCV(topic.unified, frameOf(topic)),
};

const Message = z.looseObject({ info: z.looseObject({}) });
const ByUnified = z.record(z.string(), Message);
const infoOf = (message: unknown): Readonly<Record<string, unknown>> =>
  Message.safeParse(message).data?.info ?? {};

/** Full tickers: the last price and the change; on futures they have no bid and ask. Every two seconds. */
const FULL = { name: 'ticker' } as const;
const ticker: QuoteChannel = {
  hash: ({ unified }) => `ticker:ticker@${unified}`,
  subscribe: (exchange, topics) => exchange.watchTickers(symbolsOf(topics), FULL),
  next: (exchange, { unified }) => exchange.watchTicker(unified, FULL),
  unsubscribe: (exchange, { unified }) => binanceOf(exchange).unWatchTickers([unified], FULL),
  read: (message) => {
    const { E, c, P } = infoOf(message);
    return { at: E, last: c, change24h: toNumber(P) / 100 };
  },
};

const book: QuoteChannel = {
  hash: ({ unified }) => `bidask:bookTicker@${unified}`,
  subscribe: (exchange, topics) => binanceOf(exchange).watchBidsAsks(symbolsOf(topics)),
  next: async (exchange, { unified }) =>
    ByUnified.safeParse(await binanceOf(exchange).watchBidsAsks([unified])).data?.[unified],
  unsubscribe: (exchange, { unified }) => binanceOf(exchange).unWatchBidsAsks([unified]),
  read: (message) => {
    const { E, b, a } = infoOf(message);
    return { at: E, bid: b, ask: a };
  },
};

/** Every second; ccxt drops the funding rate, but hands the message on (pro/binance.js, parseWsTicker). */
const mark: QuoteChannel = {
  hash: ({ unified }) => `markPrice:markPrice@${unified}`,
  subscribe: (exchange, topics) => binanceOf(exchange).watchMarkPrices(symbolsOf(topics)),
  next: (exchange, { unified }) => binanceOf(exchange).watchMarkPrice(unified),
  unsubscribe: (exchange, { unified }) => binanceOf(exchange).unWatchMarkPrice(unified),
  read: (message) => {
    const { E, p, r } = infoOf(message);
    return { at: E, mark: p, funding: r };
  },
};

export const binanceSocket: SocketRules = {
  timeframes: new Set(TIMEFRAMES),
  candles,
  quotes: [ticker, book, mark],
  // The answer has the number of the message, and the message had many streams.
  refusesByName: false,
  // ccxt's own bound for one connection is 200.
  perMessage: 50,
  // 10 messages a second by the documentation, 5 by experience (facts 3.2).
  messageGapMs: 250,
  messagesPerHour: null,
  longestLifeMs: DAY,
};

/** Makes ccxt keep to one line per category of streams, and do no work on messages that nobody reads. */
export function adaptBinance(exchange: CcxtVenue): void {
  const venue = binanceOf(exchange);
  const { stream, parseWsTicker, parseMarket } = venue;
  if (stream === undefined || parseWsTicker === undefined || parseMarket === undefined)
    throw new Error('ccxt has renamed a call of Binance this program changes');
  // ccxt opens a connection for every list of symbols that is asked for.
  venue.stream = () => '0';
  // The best bid and ask come with every change of the book; ccxt's arithmetic on them costs more than the rest.
  venue.parseWsTicker = (message, marketType) => ({
    symbol: venue.safeSymbol(message.s, undefined, undefined, marketType),
    info: message,
  });
  // A perpetual that is being delisted has a type of its own, which ccxt takes for a dated future.
  venue.parseMarket = (market) =>
    parseMarket.call(
      venue,
      market.contractType === 'PERPETUAL_DELIVERING' ? { ...market, contractType: 'PERPETUAL' } : market,
    );
}
