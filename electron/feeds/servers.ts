import { EXCHANGES, type ExchangeId } from '../../shared/domain/exchange.ts';
import { fail, type Result, succeed } from '../../shared/lib/result.ts';

declare const loopback: unique symbol;
/** `http://127.0.0.1:PORT` of a stand-in for a venue; only `parseServerUrl` makes one. */
export type LoopbackUrl = string & { readonly [loopback]: true };

/** The server of each venue; null means the venue itself. */
export type Servers = Readonly<Record<ExchangeId, LoopbackUrl | null>>;

/** CANDLEKEEP_BITGET_URL and CANDLEKEEP_BINANCE_URL as the environment has them. */
export type ServerConfig = Readonly<{ bitgetUrl?: string | undefined; binanceUrl?: string | undefined }>;

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):(\d{1,5})\/?$/i;

/**
 * Accepts an address on this machine and nothing else: candles from any other server would be kept as the venue's own.
 */
export function parseServerUrl(text: string): Result<LoopbackUrl, string> {
  const port = Number(LOOPBACK.exec(text.trim())?.[2] ?? Number.NaN);
  if (!(port >= 1 && port <= 65_535)) {
    return fail(
      `A venue can only be replaced by a server on this PC, like http://127.0.0.1:8080; "${text}" is not one.`,
    );
  }
  return succeed(text.trim().replace(/\/$/, '').toLowerCase() as LoopbackUrl);
}

/** Reads the overrides of every venue; an absent or empty one leaves the venue as it is. */
export function parseServers(config: ServerConfig): Result<Servers, string> {
  const texts: Record<ExchangeId, string | undefined> = {
    bitget: config.bitgetUrl,
    binance: config.binanceUrl,
  };
  const servers: Record<ExchangeId, LoopbackUrl | null> = { bitget: null, binance: null };
  for (const exchange of EXCHANGES) {
    const text = texts[exchange];
    if (text === undefined || text.trim() === '') continue;
    const url = parseServerUrl(text);
    if (!url.ok) return url;
    servers[exchange] = url.value;
  }
  return succeed(servers);
}

/**
 * Returns where Binance's public archive of candles is: at CANDLEKEEP_ARCHIVE_URL, which may only name a server on this
 * PC; else at the stand-in for Binance, because real candles must never lie among simulated ones; else (null) itself.
 */
export function parseArchive(text: string | undefined, servers: Servers): Result<LoopbackUrl | null, string> {
  if (text === undefined || text.trim() === '') return succeed(servers.binance);
  const url = parseServerUrl(text);
  if (url.ok) return url;
  return fail(
    `CANDLEKEEP_ARCHIVE_URL can only name a server on this PC, like http://127.0.0.1:8080; "${text}" is not one.`,
  );
}
