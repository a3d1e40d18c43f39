import type { ExchangeId } from '../../shared/domain/exchange.ts';
import { naiveBinance, naiveBitget } from '../integration/feeds/naive.ts';

/** When candles closed, as bare ccxt sees it; wall-clock milliseconds by the name of series and open time. */
export type BareWatch = Readonly<{
  /** When the emulator pushed the first word on the candle after it, by the stamp on the message. */
  pushed: Map<string, number>;
  /** When a loop of `watchOHLCV` had that in its hands. */
  received: Map<string, number>;
  close(): Promise<void>;
}>;

type Name = (exchange: ExchangeId, symbol: string, openTime: number) => string;
type Naive = ReturnType<typeof naiveBitget> | ReturnType<typeof naiveBinance>;
type Push = Readonly<{ symbol: string; openTime: number; at: number }>;

/** The parts of both venues' candle messages that are read here. */
type Message = Readonly<{
  e?: string;
  E?: number;
  s?: string;
  k?: Readonly<{ t: number }>;
  arg?: Readonly<{ channel?: string; instId?: string }>;
  data?: readonly (readonly string[])[];
  ts?: number;
}>;

/** Reads what a message says of a forming candle; null for any other message. */
function pushIn({ e, E = 0, s = '', k, arg, data, ts = 0 }: Message): Push | null {
  if (e === 'kline') return { symbol: s, openTime: k?.t ?? 0, at: E };
  if (arg?.channel !== 'candle1m' || data === undefined) return null;
  return { symbol: arg.instId ?? '', openTime: Number(data.at(-1)?.[0]), at: ts };
}

/** Watches the minutes of all symbols at both venues with ccxt as its manual shows it, one loop per series. */
export async function watchBare(url: string, symbols: readonly string[], name: Name): Promise<BareWatch> {
  const pushed = new Map<string, number>();
  const received = new Map<string, number>();
  const clients: readonly (readonly [ExchangeId, Naive])[] = [
    ['bitget', naiveBitget({ url })],
    ['binance', naiveBinance({ url })],
  ];
  let closed = false;

  /** Notes the first time something newer than a candle is known: then it has closed. */
  function createNote(exchange: ExchangeId, into: Map<string, number>) {
    const newest = new Map<string, number>();
    return (symbol: string, openTime: number, at: number): void => {
      const before = newest.get(symbol);
      if (before !== undefined && openTime > before) into.set(name(exchange, symbol, before), at);
      newest.set(symbol, Math.max(openTime, before ?? 0));
    };
  }

  async function watch(client: Naive, symbol: string, note: ReturnType<typeof createNote>): Promise<void> {
    const unified = symbol.replace('USDT', '/USDT:USDT');
    while (!closed) {
      const rows = await client.watchOHLCV(unified, '1m').catch(() => []);
      const last = rows.at(-1)?.[0];
      if (last !== undefined) note(symbol, last, performance.timeOrigin + performance.now());
    }
  }

  for (const [exchange, client] of clients) {
    const noteReceived = createNote(exchange, received);
    const notePushed = createNote(exchange, pushed);
    const handleMessage = client.handleMessage.bind(client);
    client.handleMessage = (line: never, message: Message) => {
      const push = pushIn(message);
      if (push !== null) notePushed(push.symbol, push.openTime, push.at);
      return handleMessage(line, message as never);
    };
    await client.loadHttpProxyAgent();
    await client.loadMarkets();
    for (const symbol of symbols) void watch(client, symbol, noteReceived);
  }
  return {
    pushed,
    received,
    async close() {
      closed = true;
      await Promise.all(clients.map(([, client]) => client.close()));
    },
  };
}
