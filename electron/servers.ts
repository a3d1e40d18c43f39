import { BackendStartError } from './engine/ports/backend.ts';
import { parseArchive, parseServers, type Servers } from './feeds/index.ts';
import { type LoopbackUrl, parseServerUrl } from './feeds/servers.ts';

/** Returns where the venues are: themselves, or what CANDLEKEEP_BITGET_URL and CANDLEKEEP_BINANCE_URL say. */
export function serversFromEnvironment(): Servers {
  const servers = parseServers({
    bitgetUrl: process.env.CANDLEKEEP_BITGET_URL,
    binanceUrl: process.env.CANDLEKEEP_BINANCE_URL,
  });
  if (!servers.ok) throw new BackendStartError({ code: 'invalid-request', message: servers.error });
  return servers.value;
}

/** Returns where Binance's archive of candles is: itself, or what CANDLEKEEP_ARCHIVE_URL says (see parseArchive). */
export function archiveFromEnvironment(servers: Servers): LoopbackUrl | null {
  const archive = parseArchive(process.env.CANDLEKEEP_ARCHIVE_URL, servers);
  if (!archive.ok) throw new BackendStartError({ code: 'invalid-request', message: archive.error });
  return archive.value;
}

/** Returns where Telegram's bot API is when CANDLEKEEP_TELEGRAM_URL says so: on this PC, for tests, or nowhere else. */
export function telegramFromEnvironment(): string | undefined {
  const text = process.env.CANDLEKEEP_TELEGRAM_URL ?? '';
  if (text.trim() === '') return undefined;
  const url = parseServerUrl(text);
  if (url.ok) return url.value;
  const message = `CANDLEKEEP_TELEGRAM_URL can only name a server on this PC, like http://127.0.0.1:8080; "${text}" is not one.`;
  throw new BackendStartError({ code: 'invalid-request', message });
}
