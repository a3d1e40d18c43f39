import type { WebSocket } from 'ws';
import type { FaultBook, Occasion } from '../faults/book.ts';
import type { RequestLog } from '../http/requestLog.ts';
import type { Market } from '../market/market.ts';
import type { Order, Protocol, Stream } from './protocol.ts';
import { createPusher, type Pusher } from './pusher.ts';

export type SessionParts = Readonly<{
  market: Market;
  faults: FaultBook;
  log: RequestLog;
  /** Virtual time, milliseconds UTC. */
  now: () => number;
}>;

/** One connected client. */
export interface Session {
  readonly protocol: Protocol;
  readonly socket: WebSocket;
  /** Keys of the subscribed streams. */
  streams(): string[];
  /** Sends what is new, or closes the socket where a fault says so. */
  tick(): void;
  /** Closes with `code`; 1006 cuts the connection, because no close frame may carry it. */
  close(code: number): void;
  /** Resolves when the client has read everything it was sent so far (a pong comes after it), or is gone. */
  drain(): Promise<void>;
}

type Subscription = Extract<Order, { op: 'subscribe' | 'unsubscribe' }>;

/** Serves one socket in the language of `protocol` until it closes. */
export function openSession(
  protocol: Protocol,
  socket: WebSocket,
  { market, faults, log, now }: SessionParts,
): Session {
  const pushers = new Map<string, Pusher>();
  const { venue, route } = protocol;

  const send = (message: unknown): void => {
    if (message !== null) socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  };
  /** Messages taken so far: streams with the same number came in one. */
  let messages = 0;
  const note = (op: string, status: number, stream?: Stream, fault: string | null = null): void => {
    const message = String(messages);
    const named = stream === undefined ? {} : { stream: stream.key, symbol: stream.symbol, message };
    log.add({ at: now(), venue, route, params: { op, ...named }, status, weight: 0, rows: null, fault });
  };
  const occasion = (stream?: Stream): Occasion => ({
    venue,
    route,
    symbol: stream?.symbol,
    timeframe: stream?.kind === 'candle' ? stream.grid.timeframe : undefined,
  });

  function start(stream: Stream): void {
    const pusher = createPusher(protocol, market, stream);
    pushers.set(stream.key, pusher);
    if (stream.kind === 'candle' && protocol.snapshotRows > 0) {
      const until = market.now() + 1;
      const rows =
        market.tape(venue, stream.symbol, stream.grid)?.last(0, until, protocol.snapshotRows) ?? [];
      send(protocol.snapshot(stream, rows, market.now()));
      pusher.take();
      return;
    }
    for (const message of pusher.take()) send(message);
  }

  function subscribe(order: Subscription): void {
    let refused = 0;
    const refuse = (answer: unknown): void => {
      if (answer !== null) refused += 1;
      send(answer);
    };
    for (const arg of order.unknown) {
      refuse(protocol.refuse(arg, order.id));
      note('subscribe', 400);
    }
    const accepted = order.streams.filter((stream) => {
      const strike = faults.strike(['ws-subscribe-error'], occasion(stream));
      note('subscribe', strike === null ? 200 : 400, stream, strike?.rule.kind);
      if (strike !== null)
        refuse(protocol.refuse(stream.arg, order.id, strike.rule.code, strike.rule.message));
      return strike === null;
    });
    if (accepted.length === 0 && refused > 0) return;
    for (const message of protocol.acknowledge({ ...order, streams: accepted })) send(message);
    accepted.forEach(start);
  }

  function unsubscribe(order: Subscription): void {
    for (const stream of order.streams) {
      pushers.delete(stream.key);
      note('unsubscribe', 200, stream);
    }
    for (const message of protocol.acknowledge(order)) send(message);
  }

  function obey(order: Order): void {
    messages += 1;
    if (order.op === 'ping') {
      note('ping', 200);
      if (faults.strike(['ws-no-pong'], occasion()) === null) send('pong');
    } else if (order.op === 'subscribe') subscribe(order);
    else if (order.op === 'unsubscribe') unsubscribe(order);
    else note('nonsense', 400);
  }

  function close(code: number): void {
    note('closed-by-venue', code);
    if (code === 1006) socket.terminate();
    else socket.close(code);
  }

  socket.on('message', (data) => {
    try {
      obey(protocol.read(String(data)));
    } catch {
      // Text that is no JSON; the venues ignore it too.
      note('nonsense', 400);
    }
  });
  socket.on('ping', (data) => {
    if (faults.strike(['ws-no-pong'], occasion()) === null) socket.pong(data);
  });
  socket.on('close', (code) => note('close', code));
  socket.on('error', () => socket.terminate());
  note('open', 101);

  return {
    protocol,
    socket,
    streams: () => [...pushers.keys()],
    close,
    drain: () =>
      new Promise((resolve) => {
        if (socket.readyState !== socket.OPEN) return resolve();
        const done = (): void => {
          socket.off('pong', done);
          socket.off('close', done);
          resolve();
        };
        socket.on('pong', done);
        socket.on('close', done);
        socket.ping();
      }),
    tick() {
      const cut = faults.strike(['ws-close'], occasion());
      if (cut !== null) {
        close(cut.rule.code);
        return;
      }
      for (const pusher of pushers.values()) {
        const messages = pusher.take();
        if (messages.length === 0 || faults.strike(['ws-stall'], occasion(pusher.stream)) !== null) continue;
        for (const message of messages) send(message);
      }
    },
  };
}
