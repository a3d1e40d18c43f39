import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { DAY } from '../../../shared/domain/time.ts';
import { TIMEFRAMES, type Timeframe } from '../../../shared/domain/timeframe.ts';

/** What a file's name and folders say about its rows; null where they say nothing. */
export type NameFacts = Readonly<{
  exchange: ExchangeId | null;
  symbol: string | null;
  timeframe: Timeframe | null;
  /** A length no series here can have (8h, 3d, one month), as it was written. */
  otherTimeframe: string | null;
  isSpot: boolean;
  isFutures: boolean;
  /** What else than traded candles it holds: mark, index or funding, as freqtrade names its files. */
  notTrades: string | null;
  /** Midnight UTC of a date like 20221213: Lean's rows count from it. */
  day: number | null;
}>;

/** BTCUSDT.P is TradingView's perpetual, `um` Binance's USD-margined one. */
const FUTURES = /^(futures?|perp|perpetual|swap|um|usdtm|P)$/i;
/** Endings that say how a file is packed, not what is in it. */
const ENDINGS = /\.(csv|txt|tsv|zip|gz|json|feather|parquet|arrow|hst)$/i;
const QUOTES = 'USDT|USDC|BUSD|FDUSD|USD|EUR|BTC|ETH';
const PAIR = new RegExp(`^[A-Z0-9]{2,24}?(${QUOTES})$`);
/** Minutes as TradingView and Kraken write them, and the words of CryptoDataDownload and Lean. */
const SPELLINGS: Readonly<Record<string, Timeframe>> = {
  '1': '1m',
  '3': '3m',
  '5': '5m',
  '15': '15m',
  '30': '30m',
  '60': '1h',
  '120': '2h',
  '240': '4h',
  '360': '6h',
  '720': '12h',
  '1440': '1d',
  '10080': '1w',
  M1: '1m',
  M5: '5m',
  M15: '15m',
  M30: '30m',
  H1: '1h',
  H4: '4h',
  D1: '1d',
  W1: '1w',
  d: '1d',
  D: '1d',
  '1D': '1d',
  '1W': '1w',
  W: '1w',
  minute: '1m',
  hour: '1h',
  day: '1d',
  daily: '1d',
  hourly: '1h',
};
const OTHER_LENGTH = /^(\d{1,2}[mhdw]|\d{1,2}(M|mo)|1s)$/;

/** Returns a symbol as the venues write it: Kraken's XBT is everybody else's BTC. */
export const plainSymbol = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^XBT/, 'BTC');

/** `ETH_USDT_USDT-30m-futures` and `XRP_ETH-1m`: base, quote and, for a contract, what it settles in. */
const FREQTRADE = /^([A-Z0-9]{2,20})_([A-Z0-9]{2,10})(?:_[A-Z0-9]{2,10})?-(\d+[mhdwM]o?)(?:-(\w+))?$/;

const spelled = (word: string): Timeframe | null =>
  (TIMEFRAMES as readonly string[]).includes(word) ? (word as Timeframe) : (SPELLINGS[word] ?? null);

function dayOf(words: readonly string[]): number | null {
  const text = words.find((word) => /^20\d{6}$/.test(word));
  if (text === undefined) return null;
  const day = Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, Number(text.slice(6)));
  return day % DAY === 0 ? day : null;
}

function venueOf(words: readonly string[]): ExchangeId | null {
  // Binance.US is another venue with other prices.
  if (words.some((word) => /^binance-?us$/i.test(word))) return null;
  if (words.some((word) => /^binance$/i.test(word))) return 'binance';
  return words.some((word) => /^bitget$/i.test(word)) ? 'bitget' : null;
}

/** The word after the symbol counts: `BTCUSDT, 60` is an hour, the 30 of a date is not half of one. */
function lengthAfter(words: readonly string[], symbolAt: number): Timeframe | null {
  const named = words.find((word) => (TIMEFRAMES as readonly string[]).includes(word));
  if (named !== undefined) return spelled(named);
  if (symbolAt < 0) return null;
  const next = spelled(words[symbolAt + 1] ?? '');
  return next ?? spelled(words.find((word) => /^(minute|hour|day|daily|hourly)$/.test(word)) ?? '');
}

const wordsOf = (text: string): string[] => text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');

/** Reads `BTCUSDT_1h.csv`, `BTCUSDT-1m-2023-04.csv`, `Bitget_BTCUSDT_1h.csv`, freqtrade's and Lean's names. */
export function readName(path: string): NameFacts {
  const segments = path.split(/[\\/]/).filter((segment) => segment !== '');
  let base = segments.at(-1) ?? '';
  while (ENDINGS.test(base)) base = base.replace(ENDINGS, '');
  const folders = segments.slice(-5, -1).flatMap(wordsOf);
  const isSpot = [...folders, ...wordsOf(base)].some((word) => /^spot$/i.test(word));
  const freqtrade = FREQTRADE.exec(base);
  if (freqtrade !== null) {
    const [, first, second, length, what = ''] = freqtrade;
    const timeframe = spelled(length!);
    return {
      exchange: venueOf(folders),
      symbol: plainSymbol(`${first}${second}`),
      timeframe,
      otherTimeframe: timeframe === null ? length! : null,
      isSpot,
      isFutures: what === 'futures',
      notTrades: /^(mark|index|funding_rate|premiumIndex)$/.test(what) ? what : null,
      day: null,
    };
  }
  const words = wordsOf(base);
  const upper = words.map((word) => word.toUpperCase());
  const symbolAt = upper.findIndex((word) => PAIR.test(word));
  const timeframe = lengthAfter(words, symbolAt);
  return {
    exchange: venueOf(words) ?? venueOf(folders),
    symbol: symbolAt < 0 ? null : plainSymbol(upper[symbolAt]!),
    timeframe,
    otherTimeframe:
      timeframe === null ? (words.slice(symbolAt + 1).find((word) => OTHER_LENGTH.test(word)) ?? null) : null,
    isSpot: isSpot || words.some((word) => /^binance-?us$/i.test(word)),
    isFutures: [...folders, ...words].some((word) => FUTURES.test(word)),
    notTrades: null,
    day: dayOf(words),
  };
}
