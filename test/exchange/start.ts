import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdmin } from './admin/admin.ts';
import { createBinanceRoutes } from './binance/routes.ts';
import { binanceProtocol } from './binance/socket.ts';
import { createBitgetRoutes } from './bitget/routes.ts';
import { createBitgetProtocol } from './bitget/socket.ts';
import { createClock } from './clock.ts';
import type { EmulatorControls, ExchangeEmulator, ExchangeOptions } from './emulator.ts';
import { createFaultBook } from './faults/book.ts';
import { createRequestLog } from './http/requestLog.ts';
import { createVenueServer } from './http/server.ts';
import { generatedListing, initialListings } from './market/initial.ts';
import { createListings } from './market/listings.ts';
import { createMarket } from './market/market.ts';
import { DEFAULT_SETTINGS, Settings } from './settings.ts';
import { createSocketHub } from './ws/hub.ts';

/** How often Bitget pushes while there is trading, by its documentation. */
const PUSH_INTERVAL_MS = 500;

const readSettings = (options: ExchangeOptions): Settings => {
  const known = Object.entries(options).filter(
    ([key, value]) => key in DEFAULT_SETTINGS && value !== undefined,
  );
  return Settings.parse({ ...DEFAULT_SETTINGS, ...Object.fromEntries(known) });
};

/** Starts both venues on one loopback port; resolves when they accept connections. */
export async function startExchange(options: ExchangeOptions = {}): Promise<ExchangeEmulator> {
  const { seed = 1 } = options;
  const settings = readSettings(options);
  const clock = createClock(options.now, options.speed);
  const faults = createFaultBook(seed, clock.now);
  faults.add(options.faults ?? []);
  const listings = createListings(await initialListings(options));
  const market = createMarket(listings, faults, () => clock.now() + settings.skewMs);
  const requests = createRequestLog();
  const shared = { market, faults, log: requests, now: clock.now };
  const hub = createSocketHub([createBitgetProtocol(market), binanceProtocol], shared);

  const controls: EmulatorControls = {
    clock,
    settings,
    faults,
    requests,
    market,
    truth: market.truth,
    setListing(symbol, change) {
      listings.set({ ...(listings.get(symbol) ?? generatedListing(symbol, seed)), ...change });
    },
    sockets: hub.sessions,
    closeSockets: hub.closeSockets,
    push: hub.tick,
  };
  const routes = [...createBitgetRoutes(market, settings), ...createBinanceRoutes(market)];
  const server = createVenueServer({ routes, settings, fallback: createAdmin(controls), ...shared });
  server.on('upgrade', hub.upgrade);
  clock.onChange(hub.tick);
  faults.onChange(hub.tick);
  const pushing = setInterval(hub.tick, options.pushIntervalMs ?? PUSH_INTERVAL_MS);

  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    ...controls,
    port,
    url: `http://127.0.0.1:${port}`,
    wsUrl: `ws://127.0.0.1:${port}`,
    drain: hub.drain,
    async close() {
      clearInterval(pushing);
      const closed = once(server, 'close');
      hub.stop();
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
