import { openOf } from '../market/grid.ts';
import type { Market } from '../market/market.ts';
import { dayStats } from '../market/stats.ts';
import type { CandleStream, Protocol, Stream, TickerStream } from './protocol.ts';

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

function tickerPusher(protocol: Protocol, market: Market, stream: TickerStream): Pusher {
  let sent = '';
  return {
    stream,
    take() {
      const stats = dayStats(market, protocol.venue, stream.symbol);
      const text = stats === null ? sent : `${stats.close} ${stats.volume}`;
      if (stats === null || text === sent) return [];
      sent = text;
      return [protocol.ticker(stream, stats)];
    },
  };
}

/** Follows one stream: every candle that changed or closed since the last look, or the newest ticker. */
export const createPusher = (protocol: Protocol, market: Market, stream: Stream): Pusher =>
  stream.kind === 'candle' ? candlePusher(protocol, market, stream) : tickerPusher(protocol, market, stream);
