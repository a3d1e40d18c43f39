import { afterEach, expect, it } from 'vitest';
import { type Stage, setStage, UNABORTED, unwrap } from './harness.ts';

let stage: Stage;
afterEach(() => stage.close());

const openSockets = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

it('a feed is made once, on first use', async () => {
  stage = await setStage();
  expect(stage.feeds.loaded()).toEqual([]);
  const [first, second] = await Promise.all([stage.feeds.get('bitget'), stage.feeds.get('bitget')]);
  expect(first).toBe(second);
  expect(stage.feeds.loaded()).toEqual([first]);
});

it('closed feeds hold no connection, so that the process can end', async () => {
  stage = await setStage();
  const before = openSockets();
  const series = { unified: 'BTC/USDT:USDT', timeframe: '1m' } as const;
  for (const venue of ['bitget', 'binance'] as const) {
    const feed = await stage.feeds.get(venue);
    unwrap(await feed.markets(UNABORTED));
    const socket = unwrap(await feed.openSocket(UNABORTED));
    unwrap(await socket.watch(series));
  }
  expect(openSockets()).toBeGreaterThan(before);
  const gone = ['bitget.ws', 'binance.ws'].map((name) =>
    stage.exchange.requests.next(({ route, params }) => route === name && params.op === 'close'),
  );
  await stage.feeds.close();
  await Promise.all(gone);
  expect(stage.exchange.sockets()).toEqual([]);
  // The server's ends of the connections close a moment after the client's.
  await expect.poll(openSockets).toBe(before);
});
