import { openOf } from '../market/grid.ts';
import type { Market } from '../market/market.ts';
import { type DayStats, dayStats } from '../market/stats.ts';
import type { CandleStream, Protocol, QuoteStream, Stream } from './protocol.ts';

/** Most candles one push catches up with; a jump of years would otherwise send every minute of them. */
const MOST_PER_PUSH = 1_500;

/** What is new on one stream since the last call; the caller sends it or, in a stall, throws it away. */
export type Pusher = Readonly<{ stream: Stream; take: () => unknown[] }>;

function candlePusher(protocol: Protocol, market: Market, stream: CandleStream): Pusher {
  const { grid, symbol } = stream;
  let open = openOf(grid, market.now());
  let sent = '';
  return {
    stream,
    take() {
      const now = market.now();
      const current = openOf(grid, now);
      if (current < open) open = current;
      const rows = market.tape(protocol.venue, symbol, grid)?.last(open, now + 1, MOST_PER_PUSH) ?? [];
      const messages: unknown[] = [];
      for (const row of rows) {
        const text = row.join();
        if (text === sent) continue;
        sent = text;
        open = row[0];
        messages.push(protocol.candle(stream, row, row[0] + grid.duration <= now, now));
      }
      return messages;
    },
  };
}

/** What changes on each stream of prices; the others stay silent then. */
const CHANGES: Readonly<Record<QuoteStream['kind'], (stats: DayStats) => string>> = {
  ticker: ({ close, volume }) => `${close} ${volume}`,
  book: ({ bid, ask }) => `${bid} ${ask}`,
  mark: ({ mark, funding }) => `${mark} ${funding}`,
};

function quotePusher(protocol: Protocol, market: Market, stream: QuoteStream): Pusher {
  let sent = '';
  return {
    stream,
    take() {
      const stats = dayStats(market, protocol.venue, stream.symbol);
      const text = stats === null ? sent : CHANGES[stream.kind](stats);
      if (stats === null || text === sent) return [];
      sent = text;
      return [protocol.quote(stream, stats)];
    },
  };
}

/** Follows one stream: every candle that changed or closed since the last look, or the newest prices. */
export const createPusher = (protocol: Protocol, market: Market, stream: Stream): Pusher =>
  stream.kind === 'candle' ? candlePusher(protocol, market, stream) : quotePusher(protocol, market, stream);
