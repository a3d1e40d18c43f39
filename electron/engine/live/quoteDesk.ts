import type { MarketSymbol } from '../../../shared/domain/instrument.ts';
import type { Quote } from '../../../shared/domain/live.ts';
import { SECOND } from '../../../shared/domain/time.ts';
import type { EngineContext } from '../context.ts';
import type { MarketFeed, QuoteNews } from '../ports/feed.ts';
import { createQuoteBook } from './quoteBook.ts';
import type { SocketLine } from './socketLine.ts';

/** Polled quotes are this old at most. */
const POLL_MS = 5 * SECOND;
/** Beside a stream, an answer now and then brings the fields no stream has before they expire. */
const BESIDE_STREAM_MS = 45 * SECOND;

/** A contract whose quote is wanted, and whether the socket may be asked for it. */
export type WantedQuote = Readonly<{ symbol: MarketSymbol; unified: string; bySocket: boolean }>;

/** Keeps the quotes of one venue: by socket where that is the mode, by asking everywhere else. */
export function createQuoteDesk(
  context: EngineContext,
  feed: MarketFeed,
  line: SocketLine,
  signal: AbortSignal,
  onMessage: () => void,
) {
  const { publish, timing } = context;
  const book = createQuoteBook(feed.exchange);
  let wanted = new Map<string, WantedQuote>();
  let askAt = Number.NEGATIVE_INFINITY;
  let asking = false;

  const keyOf = (unified: string): string => `quote ${unified}`;

  function take(news: QuoteNews): void {
    const one = wanted.get(news.unified);
    if (one === undefined) return;
    onMessage();
    publish('live.quotes', { quotes: [book.take(one.symbol, news)] });
  }

  async function ask(): Promise<void> {
    const names = [...wanted.keys()];
    const isPolled = [...wanted.values()].some(({ bySocket }) => !bySocket) || line.state().state !== 'open';
    askAt = timing.elapsed() + (isPolled ? POLL_MS : BESIDE_STREAM_MS);
    if (names.length === 0) return;
    const answer = await feed.quotes(names, signal);
    if (answer.ok) answer.value.forEach(take);
  }

  return {
    list: (): Quote[] => book.list(),
    arrange(next: readonly WantedQuote[]): void {
      const before = wanted;
      wanted = new Map(next.map((one) => [one.unified, one]));
      book.keepOnly(new Set(next.map(({ symbol }) => symbol)));
      for (const unified of before.keys()) {
        if (wanted.get(unified)?.bySocket !== true) line.unfollow(keyOf(unified));
      }
      for (const { unified, bySocket } of next) {
        if (!bySocket) continue;
        line.follow(keyOf(unified), {
          watch: (socket) => socket.watchQuote(unified),
          unwatch: (socket) => socket.unwatchQuote(unified),
          take,
          refused: () => undefined,
        });
      }
      askAt = Number.NEGATIVE_INFINITY;
    },
    dueIn: (): number => (asking || wanted.size === 0 ? Number.POSITIVE_INFINITY : askAt - timing.elapsed()),
    tick(): void {
      if (asking || wanted.size === 0 || timing.elapsed() < askAt) return;
      asking = true;
      void ask().finally(() => {
        asking = false;
      });
    },
  };
}
