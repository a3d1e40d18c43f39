import type { CandleRow } from '../../../shared/domain/candle.ts';
import { quoteVolume } from '../decimal.ts';
import { stateOf } from '../market/listings.ts';
import type { Market } from '../market/market.ts';
import type { Order, Protocol, Stream } from '../ws/protocol.ts';
import { bitgetRow } from './candles.ts';
import { CHANNELS } from './granularity.ts';
import { bitgetTicker } from './markets.ts';

type Arg = Readonly<{ instType: string; channel: string; instId: string }>;

const isArg = (value: unknown): value is Arg =>
  typeof value === 'object' &&
  value !== null &&
  'channel' in value &&
  'instId' in value &&
  'instType' in value;

/** Rows on the socket have an eighth column, the volume in USDT. */
const socketRow = (row: CandleRow): string[] => [...bitgetRow(row), quoteVolume(row[4], row[5])];

function toStream(arg: Arg): Stream | null {
  const base = { key: `${arg.channel}:${arg.instId}`, symbol: arg.instId, arg };
  if (arg.instType !== 'USDT-FUTURES') return null;
  if (arg.channel === 'ticker') return { ...base, kind: 'ticker' };
  const grid = arg.channel.startsWith('candle')
    ? CHANNELS.get(arg.channel.slice('candle'.length))
    : undefined;
  return grid === undefined ? null : { ...base, kind: 'candle', grid };
}

function parse(text: string): { op?: unknown; args?: unknown } {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? value : {};
}

/** Bitget's public v2 socket: subscribe, snapshot, update, text ping (facts/exchanges.md 3.1). */
export function createBitgetProtocol(market: Market): Protocol {
  function find(arg: unknown): Stream | null {
    const stream = isArg(arg) ? toStream(arg) : null;
    if (stream === null) return null;
    return stateOf(market.listings.get(stream.symbol), 'bitget', market.now()) === 'trading' ? stream : null;
  }

  function read(text: string): Order {
    if (text === 'ping') return { op: 'ping' };
    const { op, args } = parse(text);
    if ((op !== 'subscribe' && op !== 'unsubscribe') || !Array.isArray(args)) return { op: 'nonsense', text };
    const found = args.map(find);
    return {
      op,
      streams: found.filter((stream) => stream !== null),
      unknown: args.filter((_, i) => found[i] === null),
    };
  }

  const push = (action: 'snapshot' | 'update', { arg }: Stream, data: unknown, ts: number): unknown => ({
    action,
    arg,
    data,
    ts,
  });

  return {
    venue: 'bitget',
    route: 'bitget.ws',
    accepts: (path) => path === '/v2/ws/public',
    snapshotRows: 500,
    read,
    acknowledge: ({ op, streams }) => streams.map(({ arg }) => ({ event: op, arg })),
    refuse(arg, _id, code = 30001, message) {
      const { instType = '', channel = '', instId = '' } = isArg(arg) ? arg : {};
      const missing = `instType:${instType},channel:${channel},instId:${instId} doesn't exist`;
      return { event: 'error', arg, code, msg: message ?? missing, op: 'subscribe' };
    },
    snapshot: (stream, rows, now) => push('snapshot', stream, rows.map(socketRow), now),
    candle: (stream, row, _isClosed, now) => push('update', stream, [socketRow(row)], now),
    quote: (stream, stats) => push('snapshot', stream, [bitgetTicker(stats)], stats.now),
  };
}
