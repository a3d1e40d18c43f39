/**
 * The few members of a ccxt exchange this room touches, narrowed from ccxt's loose types. Whatever a method answers
 * is `unknown` until a parser of ours has looked at it.
 */
export interface CcxtVenue {
  milliseconds: () => number;
  handleErrors: (...args: CcxtAnswer) => unknown;
  /** Bitget only: the call behind its contract list. */
  publicMixGetV2MixMarketContracts?: (params: Readonly<Record<string, unknown>>) => Promise<unknown>;
  readonly clients: Record<string, CcxtClient>;
  /** The undici agent with its kept-alive sockets; exists after the first request. */
  readonly fetchDispatcher?: { destroy(): Promise<void> };
  fetchTime(): Promise<unknown>;
  fetchMarkets(): Promise<unknown>;
  setMarkets(markets: readonly unknown[]): unknown;
  fetchOHLCV(
    symbol: string,
    timeframe: string,
    since: number,
    limit: number,
    params: Readonly<Record<string, unknown>>,
  ): Promise<unknown>;
  watchOHLCV(symbol: string, timeframe: string): Promise<unknown>;
  unWatchOHLCV(symbol: string, timeframe: string): Promise<unknown>;
  loadHttpProxyAgent(): Promise<unknown>;
  close(): Promise<unknown>;
}

/** What ccxt tells `handleErrors` about every answer (base/Exchange.js:1178-1221). */
type CcxtAnswer = [
  status: number,
  reason: string,
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  parsed: unknown,
  requestHeaders: unknown,
  requestBody: unknown,
];

/** One WebSocket connection inside ccxt. */
interface CcxtClient {
  readonly futures: Record<string, unknown>;
  readonly subscriptions: Record<string, unknown>;
  onError(error: Error): void;
  close(): unknown;
}

export type CcxtConfig = Readonly<Record<string, unknown>>;
export type CcxtClass = new (config: CcxtConfig) => CcxtVenue;
