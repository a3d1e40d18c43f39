import { createRandom, hashText } from './random.ts';

/** What the emulator knows of one USDT-margined perpetual. Prices in USDT, sizes in base currency. */
export type Contract = Readonly<{
  symbol: string;
  base: string;
  /** Decimals of a price. */
  pricePlace: number;
  /** Smallest price move, in units of the last decimal: 5 with two decimals is a tick of 0.05. */
  priceEndStep: number;
  /** Decimals of a size; the step is one unit of the last. */
  volumePlace: number;
  minQty: number;
  minNotional: number;
  maxLeverage: number;
  /** The price around which the generator moves. */
  basePrice: number;
  /** Milliseconds UTC; the first trade. */
  listedAt: number;
}>;

type Line = [
  base: string,
  price: number,
  pricePlace: number,
  endStep: number,
  volumePlace: number,
  leverage: number,
  listed: string,
];

const LINES: readonly Line[] = [
  ['BTC', 63_250, 1, 1, 4, 150, '2019-09-08T17:00:00Z'],
  ['ETH', 2_640, 2, 1, 3, 100, '2019-11-27T07:00:00Z'],
  ['SOL', 148.5, 3, 1, 1, 100, '2020-09-14T07:00:00Z'],
  ['XRP', 0.5842, 4, 1, 0, 75, '2020-01-06T08:00:00Z'],
  ['BNB', 584.2, 2, 1, 2, 75, '2020-02-10T08:00:00Z'],
  ['DOGE', 0.10852, 5, 1, 0, 75, '2020-07-10T09:00:00Z'],
  ['ADA', 0.3541, 4, 1, 0, 75, '2020-01-31T08:00:00Z'],
  ['AVAX', 27.365, 3, 1, 1, 50, '2020-09-23T07:00:00Z'],
  ['LINK', 11.24, 3, 5, 1, 50, '2020-01-17T08:00:00Z'],
  ['LTC', 66.4, 2, 1, 2, 75, '2020-01-09T08:00:00Z'],
  ['DOT', 4.31, 3, 1, 1, 50, '2020-08-21T07:00:00Z'],
  ['NEAR', 4.87, 3, 1, 0, 50, '2020-10-15T07:00:00Z'],
];

const fromLine = ([
  base,
  basePrice,
  pricePlace,
  priceEndStep,
  volumePlace,
  maxLeverage,
  listed,
]: Line): Contract => ({
  symbol: `${base}USDT`,
  base,
  pricePlace,
  priceEndStep,
  volumePlace,
  minQty: 1 / 10 ** volumePlace,
  minNotional: 5,
  maxLeverage,
  basePrice,
  listedAt: Date.parse(listed),
});

export const DEFAULT_CONTRACTS: readonly Contract[] = LINES.map(fromLine);

/** Returns a contract known by name, or a plausible one for a name nobody has heard of. */
export function contractOf(symbol: string): Contract {
  const known = DEFAULT_CONTRACTS.find((contract) => contract.symbol === symbol);
  if (known !== undefined) return known;
  const random = createRandom(hashText(symbol));
  const pricePlace = 2 + Math.floor(random() * 3);
  const basePrice = Number(((10 + random() * 90) / 10 ** (pricePlace - 2)).toFixed(pricePlace));
  return fromLine([symbol.replace(/USDT$/, ''), basePrice, pricePlace, 1, 1, 50, '2021-06-01T08:00:00Z']);
}
