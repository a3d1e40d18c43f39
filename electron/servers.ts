import { BackendStartError } from './engine/ports/backend.ts';
import { parseServers, type Servers } from './feeds/index.ts';

/** Returns where the venues are: themselves, or what CANDLEKEEP_BITGET_URL and CANDLEKEEP_BINANCE_URL say. */
export function serversFromEnvironment(): Servers {
  const servers = parseServers({
    bitgetUrl: process.env.CANDLEKEEP_BITGET_URL,
    binanceUrl: process.env.CANDLEKEEP_BINANCE_URL,
  });
  if (!servers.ok) throw new BackendStartError({ code: 'invalid-request', message: servers.error });
  return servers.value;
}
