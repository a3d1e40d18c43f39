import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MarketFeed } from '../../../electron/engine/ports/feed.ts';
import { parseServers } from '../../../electron/feeds/index.ts';
import { candleRows } from '../../../shared/domain/candle.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { BTC, candlesBack, missingFrom, type Stage, setStage, UNABORTED, unwrap } from './harness.ts';

/** What happens to the body of an answer with candles: half of it comes, and then … */
type Ending = 'whole' | 'cut' | 'silence';

let stage: Stage;
let proxy: Server;
let endings: Ending[];

/** The emulator behind a line that breaks in the middle of a body, which the emulator itself never does. */
beforeEach(async () => {
  stage = await setStage();
  endings = [];
  proxy = createServer(async (request, response) => {
    const answer = await fetch(`${stage.exchange.url}${request.url}`);
    const body = Buffer.from(await answer.arrayBuffer());
    const isCandles = request.url?.includes('candles') === true;
    const ending = (isCandles ? endings.shift() : undefined) ?? 'whole';
    response.writeHead(answer.status, { 'Content-Type': 'application/json', 'Content-Length': body.length });
    if (ending === 'whole') return response.end(body);
    return response.write(body.subarray(0, body.length / 2), () => {
      if (ending === 'cut') response.socket?.destroy();
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
});
afterEach(async () => {
  await stage.close();
  proxy.closeAllConnections();
  proxy.close();
});

async function feedThrough(port: number): Promise<MarketFeed> {
  const servers = unwrap(parseServers({ bitgetUrl: `http://127.0.0.1:${port}` }));
  return stage.restart({ servers, timeoutMs: 100 }).get('bitget');
}

const from = candlesBack('1m', 120);
const REQUEST = {
  unified: BTC,
  timeframe: '1m',
  from,
  until: from + 100 * MINUTE,
  priority: 'live',
} as const;

it.each(['cut', 'silence'] as const)('half an answer and then %s: it is asked for again', async (ending) => {
  const feed = await feedThrough((proxy.address() as AddressInfo).port);
  endings = [ending, ending];
  const page = unwrap(await feed.candles(REQUEST, UNABORTED));
  const truth = candleRows(stage.exchange.truth('bitget', 'BTCUSDT', '1m', from, REQUEST.until));
  expect(missingFrom(truth, candleRows(page.candles))).toBe(0);
  expect(stage.exchange.requests.query({ route: 'bitget.candles' })).toHaveLength(3);
});

it.each([
  ['cut', 'network'],
  ['silence', 'timeout'],
] as const)('half an answer and then %s, every time: a %s error that may pass', async (ending, kind) => {
  const feed = await feedThrough((proxy.address() as AddressInfo).port);
  endings = Array.from({ length: 9 }, () => ending);
  expect(await feed.candles(REQUEST, UNABORTED)).toMatchObject({
    ok: false,
    error: { kind, transient: true },
  });
});

it('nobody there: an error that names the connection, not the program', async () => {
  const { port } = proxy.address() as AddressInfo;
  proxy.close();
  await once(proxy, 'close');
  const feed = await feedThrough(port);
  expect(await feed.markets(UNABORTED)).toEqual({
    ok: false,
    error: {
      kind: 'network',
      transient: true,
      message: 'Bitget could not be reached; check the internet connection.',
      by: { source: 'bitget', said: '' },
    },
  });
});
