import binanceusdm from 'ccxt-pro/binanceusdm.js';
import bitget from 'ccxt-pro/bitget.js';
import { onTestFinished } from 'vitest';
import { type ExchangeEmulator, type ExchangeOptions, startExchange } from '../../exchange/index.ts';

export const BTC = 'BTC/USDT:USDT';

type Bitget = InstanceType<typeof bitget>;
type Binance = InstanceType<typeof binanceusdm>;

/** Starts an emulator that ends with the test. */
export async function exchangeForTest(options: ExchangeOptions = {}): Promise<ExchangeEmulator> {
  const exchange = await startExchange({ symbols: ['BTCUSDT', 'XRPUSDT'], pushIntervalMs: 20, ...options });
  onTestFinished(() => exchange.close());
  return exchange;
}

/** ccxt decides by its own clock which endpoint to ask, so it has to live in the emulator's time. */
async function ready<T extends Bitget | Binance>(client: T, exchange: ExchangeEmulator): Promise<T> {
  client.milliseconds = () => exchange.clock.now();
  await client.loadHttpProxyAgent();
  await client.loadMarkets();
  onTestFinished(() => client.close());
  return client;
}

/** The real ccxt class, configured as facts/exchanges.md section 5 found necessary. */
export function bitgetFor(exchange: ExchangeEmulator, more: Record<string, unknown> = {}): Promise<Bitget> {
  const { url, wsUrl } = exchange;
  const client = new bitget({
    has: { fetchCurrencies: false },
    rateLimit: 1,
    timeout: 2_000,
    options: {
      defaultType: 'swap',
      uta: false,
      fetchMarkets: { types: ['swap'] },
      timeframes: { '6h': '6Hutc', '12h': '12Hutc', '1d': '1Dutc', '3d': '3Dutc', '1w': '1Wutc' },
      ws: { cost: 0.1, backoff: { base: 10, factor: 1, max: 20, stableAfter: 1_000 } },
    },
    urls: {
      api: {
        ...{ spot: url, mix: url, user: url, margin: url, common: url, uta: url },
        ws: { public: `${wsUrl}/v2/ws/public`, private: `${wsUrl}/v2/ws/private` },
      },
    },
    ...more,
  });
  return ready(client, exchange);
}

export function binanceFor(exchange: ExchangeEmulator, more: Record<string, unknown> = {}): Promise<Binance> {
  const { url, wsUrl } = exchange;
  const client = new binanceusdm({
    rateLimit: 1,
    timeout: 2_000,
    options: { ws: { backoff: { base: 10, factor: 1, max: 20, stableAfter: 1_000 } } },
    urls: { api: { fapiPublic: `${url}/fapi/v1`, ws: { future: `${wsUrl}/ws` } } },
    ...more,
  });
  return ready(client, exchange);
}

/** The open times of rows, milliseconds UTC. */
export const times = (rows: readonly (readonly unknown[])[]): unknown[] => rows.map((row) => row[0]);
