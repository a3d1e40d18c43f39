import type { CandleRow } from '../../../shared/domain/candle.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Grid } from '../market/grid.ts';
import type { DayStats } from '../market/stats.ts';

/** `key` is unique per socket, `arg` is what the venue repeats in its messages. */
type StreamBase = Readonly<{ key: string; symbol: string; arg: unknown }>;
export type CandleStream = StreamBase & Readonly<{ kind: 'candle'; grid: Grid }>;
/** Prices: all of them in one ticker, or what the venue spreads over several streams. */
export type QuoteStream = StreamBase & Readonly<{ kind: 'ticker' | 'book' | 'mark' }>;
export type Stream = CandleStream | QuoteStream;

/** What a client asked for, in the words of no venue. */
export type Order =
  | Readonly<{ op: 'ping' }>
  | Readonly<{
      op: 'subscribe' | 'unsubscribe';
      id?: unknown;
      streams: readonly Stream[];
      unknown: readonly unknown[];
    }>
  | Readonly<{ op: 'nonsense'; text: string }>;

/** How one venue talks over its WebSocket. Messages are objects sent as JSON, or bare text such as `pong`. */
export type Protocol = Readonly<{
  venue: ExchangeId;
  /** Route name in faults and the request log. */
  route: string;
  /** Paths a client may connect to. */
  accepts: (path: string) => boolean;
  /** Rows sent at once after subscribing to candles; 0 sends none. */
  snapshotRows: number;
  read: (text: string) => Order;
  /** Answers to an accepted subscription or an ended one. */
  acknowledge: (order: Extract<Order, { op: 'subscribe' | 'unsubscribe' }>) => readonly unknown[];
  /** Answer to a stream the venue does not have; null where it says nothing. */
  refuse: (arg: unknown, id: unknown, code?: number, message?: string) => unknown;
  snapshot: (stream: CandleStream, rows: readonly CandleRow[], now: number) => unknown;
  candle: (stream: CandleStream, row: CandleRow, isClosed: boolean, now: number) => unknown;
  quote: (stream: QuoteStream, stats: DayStats) => unknown;
}>;
