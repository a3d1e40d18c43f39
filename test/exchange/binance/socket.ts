import { Timeframe } from '../../../shared/domain/timeframe.ts';
import { decimal, quoteVolume } from '../decimal.ts';
import { utcGrid } from '../market/grid.ts';
import type { DayStats } from '../market/stats.ts';
import type { Order, Protocol, QuoteStream, Stream } from '../ws/protocol.ts';
import { binanceTicker } from './markets.ts';

const PATHS = /^(\/market|\/public)?\/ws(\/\d+)?$/;

const QUOTES: Readonly<Record<string, QuoteStream['kind']>> = {
  ticker: 'ticker',
  bookTicker: 'book',
  markPrice: 'mark',
  'markPrice@1s': 'mark',
};

function toStream(name: string): Stream | null {
  const [symbol = '', ...rest] = name.split('@');
  const channel = rest.join('@');
  const base = { key: name, symbol: symbol.toUpperCase(), arg: name };
  const kind = QUOTES[channel];
  if (kind !== undefined) return { ...base, kind };
  const timeframe = Timeframe.safeParse(channel.replace('kline_', ''));
  if (!channel.startsWith('kline_') || !timeframe.success) return null;
  return { ...base, kind: 'candle', grid: utcGrid(timeframe.data) };
}

function read(text: string): Order {
  const { method, params, id } = JSON.parse(text) as { method?: unknown; params?: unknown; id?: unknown };
  const op = method === 'SUBSCRIBE' ? 'subscribe' : 'unsubscribe';
  if ((method !== 'SUBSCRIBE' && method !== 'UNSUBSCRIBE') || !Array.isArray(params))
    return { op: 'nonsense', text };
  const streams = params.map((name) => toStream(String(name)));
  return {
    op,
    id,
    streams: streams.filter((stream) => stream !== null),
    unknown: params.filter((_, i) => streams[i] === null),
  };
}

/** Full tickers have no bid and ask on futures. */
function tickerEvent(stats: DayStats): unknown {
  const ticker = binanceTicker(stats);
  return {
    e: '24hrTicker',
    E: stats.now,
    s: stats.symbol,
    p: ticker.priceChange,
    P: ticker.priceChangePercent,
    c: ticker.lastPrice,
    o: ticker.openPrice,
    h: ticker.highPrice,
    l: ticker.lowPrice,
    v: ticker.volume,
    q: ticker.quoteVolume,
    C: stats.now,
  };
}

const bookEvent = ({ symbol, now, bid, ask }: DayStats): unknown => ({
  e: 'bookTicker',
  u: now,
  E: now,
  T: now,
  s: symbol,
  b: decimal(bid),
  B: '1',
  a: decimal(ask),
  A: '1',
});

const markEvent = ({ symbol, now, close, mark, funding, nextFundingAt }: DayStats): unknown => ({
  e: 'markPriceUpdate',
  E: now,
  s: symbol,
  p: decimal(mark),
  i: decimal(close),
  P: decimal(close),
  r: decimal(funding),
  T: nextFundingAt,
});

const QUOTE_EVENTS: Readonly<Record<QuoteStream['kind'], (stats: DayStats) => unknown>> = {
  ticker: tickerEvent,
  book: bookEvent,
  mark: markEvent,
};

/** Binance's futures streams: SUBSCRIBE, kline events, protocol pings (facts/exchanges.md 3.2). */
export const binanceProtocol: Protocol = {
  venue: 'binance',
  route: 'binance.ws',
  accepts: (path) => PATHS.test(path),
  snapshotRows: 0,
  read,
  // One answer per request; a stream that does not exist is accepted and stays silent.
  acknowledge: ({ id }) => [{ result: null, id }],
  refuse: (_arg, id, code, message) =>
    code === undefined ? null : { error: { code, msg: message ?? 'Invalid request: invalid stream' }, id },
  snapshot: () => null,
  candle: ({ symbol, grid }, [time, open, high, low, close, volume], isClosed, now) => ({
    e: 'kline',
    E: now,
    s: symbol,
    k: {
      t: time,
      T: time + grid.duration - 1,
      s: symbol,
      i: grid.timeframe,
      f: 1,
      L: 2,
      o: decimal(open),
      c: decimal(close),
      h: decimal(high),
      l: decimal(low),
      v: decimal(volume),
      n: Math.ceil(volume),
      x: isClosed,
      q: quoteVolume(close, volume),
      V: decimal(volume / 2),
      Q: quoteVolume(close, volume / 2),
      B: '0',
    },
  }),
  quote: ({ kind }, stats) => QUOTE_EVENTS[kind](stats),
};
