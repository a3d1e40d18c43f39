import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { LiveSocket } from '../../../electron/engine/ports/feed.ts';
import { parseServers } from '../../../electron/feeds/index.ts';
import { BTC, candlesBack, type Stage, setStage, UNABORTED, unwrap } from './harness.ts';

/** Answers a subscription, on the line with this number. */
type Script = (line: number, socket: WebSocket) => void;

let stage: Stage;
let proxy: Server;
let lines: WebSocketServer;
let script: Script;
let dialled: number;

/** The emulator's REST, and a socket that says what the emulator never would. */
beforeEach(async () => {
  stage = await setStage();
  dialled = 0;
  proxy = createServer(async (request, response) => {
    const answer = await fetch(`${stage.exchange.url}${request.url}`);
    response.writeHead(answer.status, { 'Content-Type': 'application/json' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  lines = new WebSocketServer({ server: proxy });
  lines.on('connection', (socket) => {
    dialled += 1;
    const line = dialled;
    socket.on('message', () => script(line, socket));
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
});
afterEach(async () => {
  await stage.close();
  for (const socket of lines.clients) socket.terminate();
  proxy.closeAllConnections();
  proxy.close();
});

async function open(): Promise<LiveSocket> {
  const { port } = proxy.address() as AddressInfo;
  const servers = unwrap(parseServers({ bitgetUrl: `http://127.0.0.1:${port}` }));
  return unwrap(await (await stage.restart({ servers }).get('bitget')).openSocket(UNABORTED));
}

const MINUTES = { unified: BTC, timeframe: '1m' } as const;
const ARG = { instType: 'USDT-FUTURES', channel: 'candle1m', instId: 'BTCUSDT' };
const row = (open: number, price: string): string[] => [
  String(open),
  price,
  price,
  price,
  price,
  ...['1', '1', '1'],
];
const say = (socket: WebSocket, data: unknown): void =>
  socket.send(JSON.stringify({ action: 'update', arg: ARG, data, ts: stage.exchange.clock.now() }));

it('an error that names no stream costs the line and no series: the next line has them all again', async () => {
  script = (line, socket) => {
    if (line > 1) say(socket, [row(candlesBack('1m', 0), '5')]);
    else socket.send(JSON.stringify({ event: 'error', code: 30006, msg: 'too many requests' }));
  };
  const socket = await open();
  const series = ['1m', '5m'] as const;
  const first = await Promise.all(series.map((timeframe) => socket.watch({ unified: BTC, timeframe })));
  expect(first.map((result) => (result.ok ? 'ok' : result.error.transient))).toEqual([true, true]);
  expect(unwrap(await socket.watch(MINUTES)).open[0]).toBe(5);
  expect(dialled).toBe(2);
});

it.each([
  ['no JSON', 'Bad gateway'],
  ['half a message', '{"action":"update","arg":{"instType":"USDT-FUTURES"'],
  ['nothing', ''],
  ['a list', '[]'],
])('%s on the line is passed over, and nothing is printed', async (_, text) => {
  const printed = vi.spyOn(console, 'log');
  script = (_line, socket) => {
    socket.send(text);
    say(socket, [row(candlesBack('1m', 0), '5')]);
  };
  const socket = await open();
  expect(unwrap(await socket.watch(MINUTES)).open[0]).toBe(5);
  expect(printed).not.toHaveBeenCalled();
  expect(dialled).toBe(1);
});

it.each([
  ['no number', [row(0, 'NaN')]],
  ['too short', [['1']]],
])('a row that is %s is an error that may pass, never a candle', async (_, rows) => {
  script = (_line, socket) => say(socket, rows);
  const socket = await open();
  const result = await socket.watch(MINUTES);
  expect(result).toMatchObject({ ok: false, error: { transient: true } });
});
