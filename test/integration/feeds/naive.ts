import BinanceUsdm from 'ccxt-pro/binanceusdm.js';
import Bitget from 'ccxt-pro/bitget.js';
import { parseServerUrl } from '../../../electron/feeds/servers.ts';
import { binance } from '../../../electron/feeds/venues/binance.ts';
import { bitget } from '../../../electron/feeds/venues/bitget.ts';
import { unwrap } from './harness.ts';

type Options = Readonly<{ url: string; now?: () => number; options?: Record<string, unknown> }>;

/**
 * ccxt as its manual shows it, pointed at the emulator: what the feeds would do if they trusted it. The tests of the
 * traps use it to show that each trap is real in the ccxt that is installed.
 */
export function naiveBitget({ url, now, options }: Options): InstanceType<typeof Bitget> {
  const config = bitget.config(unwrap(parseServerUrl(url)));
  const exchange = new Bitget({
    ...config,
    ...(options === undefined ? {} : { options }),
    enableRateLimit: false,
  });
  if (now !== undefined) exchange.milliseconds = now;
  return exchange;
}

export function naiveBinance({ url, now }: Options): InstanceType<typeof BinanceUsdm> {
  const exchange = new BinanceUsdm({
    ...binance.config(unwrap(parseServerUrl(url))),
    enableRateLimit: false,
  });
  if (now !== undefined) exchange.milliseconds = now;
  return exchange;
}

/** ccxt's rows are wider typed than what it returns. */
export const numbers = (rows: unknown): number[][] => rows as number[][];
