/**
 * The few members of a ccxt exchange this room touches, narrowed from ccxt's loose types. Whatever a method answers
 * is `unknown` until a parser of ours has looked at it.
 */
export interface CcxtVenue {
  milliseconds: () => number;
  handleErrors: (...args: CcxtAnswer) => unknown;
  readonly clients: Record<string, CcxtClient>;
  /** The connection to an address, made when there is none yet; nothing is dialled by it. */
  client: (url: string) => CcxtClient;
  /** What ccxt says to a person; by default on standard output. */
  log: (...words: readonly unknown[]) => void;
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
  watchTicker(symbol: string, params?: CcxtParams): Promise<unknown>;
  watchTickers(symbols: readonly string[], params?: CcxtParams): Promise<unknown>;
  loadHttpProxyAgent(): Promise<unknown>;
  close(): Promise<unknown>;
}

type CcxtParams = Readonly<Record<string, unknown>>;

/** The calls and callbacks only ccxt's Bitget has. */
export interface CcxtBitget extends CcxtVenue {
  publicMixGetV2MixMarketContracts: (params: CcxtParams) => Promise<unknown>;
  publicMixGetV2MixMarketTickers(params: CcxtParams): Promise<unknown>;
  /** Subscribes to all of `args` with one message. */
  watchPublicMultiple(uta: boolean, hashes: readonly string[], args: readonly CcxtParams[]): Promise<unknown>;
  unWatchTicker(symbol: string): Promise<unknown>;
  unWatchChannel(symbol: string, channel: string, topic: string, method: string): Promise<unknown>;
  market(symbol: string): Readonly<{ id: string }>;
  handleErrorMessage: (client: CcxtClient, message: unknown) => boolean;
  handlePong: (client: CcxtClient, message: unknown) => unknown;
}

/** The calls and callbacks only ccxt's Binance has. */
export interface CcxtBinance extends CcxtVenue {
  fapiPublicGetTicker24hr(params: CcxtParams): Promise<unknown>;
  fapiPublicGetTickerBookTicker(params: CcxtParams): Promise<unknown>;
  fapiPublicGetPremiumIndex(params: CcxtParams): Promise<unknown>;
  watchOHLCVForSymbols(series: readonly (readonly [string, string])[]): Promise<unknown>;
  unWatchTickers(symbols: readonly string[], params?: CcxtParams): Promise<unknown>;
  watchBidsAsks(symbols: readonly string[]): Promise<unknown>;
  unWatchBidsAsks(symbols: readonly string[]): Promise<unknown>;
  watchMarkPrice(symbol: string): Promise<unknown>;
  watchMarkPrices(symbols: readonly string[]): Promise<unknown>;
  unWatchMarkPrice(symbol: string): Promise<unknown>;
  parseMarket: (market: Readonly<Record<string, unknown>>) => unknown;
  parseWsTicker: (message: Readonly<Record<string, unknown>>, marketType: string) => unknown;
  safeSymbol(id: unknown, market: undefined, delimiter: undefined, marketType: string): unknown;
  /** Which of its connections ccxt uses for a subscription. */
  stream: (type: string, subscription: string) => string;
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

/** One WebSocket connection inside ccxt (base/ws/Client.js). */
export interface CcxtClient {
  readonly url: string;
  /** Who waits for the next message of a stream, by ccxt's name of it. */
  readonly futures: Record<string, unknown>;
  readonly subscriptions: Record<string, unknown>;
  /** Resolves when the line stands; never settles when it does not come about. */
  readonly connected: Promise<unknown>;
  readonly connection?: Readonly<{ readyState: number; terminate(): void }>;
  /** When the last sign of life came, by the PC's clock, which is what ccxt compares it with. */
  lastPong?: number;
  send: (message: unknown) => Promise<unknown>;
  onError(error: Error): void;
  /** Fails whoever waits for the stream, or everybody when none is named. */
  reject(error: unknown, hash?: string): void;
}

export type CcxtConfig = Readonly<Record<string, unknown>>;
export type CcxtClass = new (config: CcxtConfig) => CcxtVenue;
