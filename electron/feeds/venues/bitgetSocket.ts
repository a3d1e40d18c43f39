import { z } from 'zod';
import { DAY } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import type { CcxtBitget, CcxtClient, CcxtVenue } from '../ccxtVenue.ts';
import type { RawQuote } from '../quoteNews.ts';
import { frameOf } from './topic.ts';
import type { Channel, QuoteChannel, SocketRules } from './venue.ts';

/**
 * What follows `candle` in a channel's name. There is no 2h, and plain 6H, 12H, 1D and 1W count in UTC+8 while the
 * REST candles are UTC (facts trap 3).
 */
export const BITGET_CHANNELS: Readonly<Partial<Record<Timeframe, string>>> = {
  '1m': '1m',
  '3m': '3m',
  '5m': '5m',
  '15m': '15m',
  '30m': '30m',
  '1h': '1H',
  '4h': '4H',
  '6h': '6Hutc',
  '12h': '12Hutc',
  '1d': '1Dutc',
  '1w': '1Wutc',
};

const bitgetOf = (exchange: CcxtVenue): CcxtBitget => exchange as CcxtBitget;

const candles: Channel = {
  hash: (topic) => `candles:${topic.timeframe}:${topic.unified}`,
  // ccxt has no call for several candle streams in one message; this is what its own calls for one are made of.
  subscribe: (exchange, topics) =>
    bitgetOf(exchange).watchPublicMultiple(
      false,
      topics.map(candles.hash),
      topics.map((topic) => ({
        instType: 'USDT-FUTURES',
        channel: `candle${BITGET_CHANNELS[frameOf(topic)]}`,
        instId: bitgetOf(exchange).market(topic.unified).id,
      })),
    ),
  next: (exchange, topic) => exchange.watchOHLCV(topic.unified, frameOf(topic)),
  // As ccxt's own call does it, but under the name its handler looks for: that one never ends (facts trap 9).
  unsubscribe: (exchange, topic) =>
    bitgetOf(exchange).unWatchChannel(
      topic.unified,
      `candle${BITGET_CHANNELS[frameOf(topic)]}`,
      `candles:${frameOf(topic)}`,
      'watchOHLCV',
    ),
};

const Ticker = z.looseObject({ info: z.looseObject({}) });

/** One ticker as the channel and REST write it. */
export const bitgetQuote = (row: Readonly<Record<string, unknown>>): RawQuote => ({
  at: row.ts,
  last: row.lastPr,
  bid: row.bidPr,
  ask: row.askPr,
  mark: row.markPrice,
  funding: row.fundingRate,
  change24h: row.change24h,
});

const ticker: QuoteChannel = {
  hash: ({ unified }) => `ticker:${unified}`,
  subscribe: (exchange, topics) => exchange.watchTickers(topics.map(({ unified }) => unified)),
  next: (exchange, { unified }) => exchange.watchTicker(unified),
  unsubscribe: (exchange, { unified }) => bitgetOf(exchange).unWatchTicker(unified),
  read: (message) => bitgetQuote(Ticker.safeParse(message).data?.info ?? {}),
};

export const bitgetSocket: SocketRules = {
  timeframes: new Set(Object.keys(BITGET_CHANNELS) as Timeframe[]),
  candles,
  quotes: [ticker],
  refusesByName: true,
  // About 2 kB of text.
  perMessage: 25,
  // 10 messages a second are documented, and the ping is one of them (facts 3.1).
  messageGapMs: 150,
  // 240 are documented.
  messagesPerHour: 200,
  longestLifeMs: DAY,
};

const ErrorEvent = z.looseObject({ event: z.literal('error') });
const Refusal = z.looseObject({
  arg: z.looseObject({ channel: z.string(), instId: z.string() }),
});

/** Returns ccxt's name of the stream a refusal is about, null when it names none of ours. */
function refusedHash(client: CcxtClient, venue: CcxtBitget, message: unknown): string | null {
  const { channel, instId } = Refusal.safeParse(message).data?.arg ?? { channel: '', instId: '' };
  const timeframe = Object.entries(BITGET_CHANNELS).find(([, name]) => channel === `candle${name}`)?.[0];
  const topic = channel === 'ticker' ? 'ticker:' : `candles:${timeframe}:`;
  const waiting = Object.keys(client.futures).filter((hash) => hash.startsWith(topic));
  return waiting.find((hash) => venue.market(hash.slice(topic.length)).id === instId) ?? null;
}

/** Makes ccxt fit for many series on one line: what it does to all of them is done to the one that is meant. */
export function adaptBitget(exchange: CcxtVenue, lineError: (message: string) => Error): void {
  const venue = bitgetOf(exchange);
  const contracts = venue.publicMixGetV2MixMarketContracts?.bind(venue);
  if (contracts === undefined || venue.handleErrorMessage === undefined || venue.handlePong === undefined)
    throw new Error('ccxt has renamed a call of Bitget this program changes');
  // ccxt asks for six product types in one Promise.all: five of no use here, and any failing one fails them all.
  venue.publicMixGetV2MixMarketContracts = (params) =>
    params.productType === 'USDT-FUTURES' ? contracts(params) : Promise.resolve({ data: [] });

  // ccxt fails every watch on the line for one refused subscription (facts trap 8), which names the stream it means.
  const handleError = venue.handleErrorMessage.bind(venue);
  venue.handleErrorMessage = (client, message) => {
    if (!ErrorEvent.safeParse(message).success) return false;
    const hash = refusedHash(client, venue, message);
    const reject = (error: unknown): void => {
      if (hash !== null) {
        client.reject(error, hash);
        return;
      }
      // Nobody knows what has become of the subscriptions on this line: it is given up, and dialled again.
      client.onError(lineError(error instanceof Error ? error.message : 'a message was refused'));
      client.connection?.terminate();
    };
    return handleError({ ...client, reject }, message);
  };

  // ccxt notes exchange time here and compares it with the PC's: a wrong clock would cut the line every minute.
  venue.handlePong = (client, message) => {
    client.lastPong = Date.now();
    return message;
  };
}
