import type { IngestionStatus, LiveVenue, Quote } from '../../shared/domain/live.ts';
import type { SeriesId } from '../../shared/domain/series.ts';

/** Returns one line of the ingestion screen: live by the socket and well, with the given differences. */
export function sampleLine(change: Partial<IngestionStatus> = {}): IngestionStatus {
  return {
    seriesId: 1 as SeriesId,
    exchange: 'bitget',
    symbol: 'BTCUSDT',
    timeframe: '1m',
    state: 'live',
    wanted: null,
    source: 'websocket',
    lastCandle: 0,
    lastMessageAt: 60_000,
    latencyMs: 840,
    reconnects: 0,
    errors: 0,
    lastError: null,
    updatedAt: 60_000,
    ...change,
  };
}

/** Returns one venue whose line stands, with the given differences. */
export function sampleVenue(change: Partial<LiveVenue> = {}): LiveVenue {
  return {
    exchange: 'bitget',
    socket: 'open',
    socketSince: 0,
    desired: 1,
    active: 1,
    latencyMs: 840,
    clockOffsetMs: 12,
    clockTrusted: true,
    weightUsed: 0.12,
    reconnects: 0,
    circuit: 'closed',
    circuitUntil: null,
    messagesPerSecond: 8,
    lastError: null,
    ...change,
  };
}

/** Returns a quote all of whose values were said at `at` and live for a minute. */
export function sampleQuote(at: number, change: Partial<Quote> = {}): Quote {
  const timed = (value: number) => ({ value, at, expiresAt: at + 60_000 });
  return {
    exchange: 'bitget',
    symbol: 'BTCUSDT',
    last: timed(1_000.5),
    bid: timed(1_000.4),
    ask: timed(1_000.6),
    mark: timed(1_000.45),
    funding: timed(0.0001),
    change24h: timed(-0.0234),
    ...change,
  };
}
