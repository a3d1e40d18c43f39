/** Where the fields of a candle are among the columns of a table; null where there is none. */
export type TableShape = Readonly<{
  time: number;
  clock: number | null;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number | null;
}>;

const plain = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Titles of a field, best first. */
const TIME = [
  'opentime',
  'opentimems',
  'timestamp',
  'unix',
  'unixtimestamp',
  'time',
  'tsms',
  'ts',
  'datetime',
  'date',
  'opendate',
  'gmttime',
  'localtime',
  'closetime',
];
const PRICES = {
  open: ['open', 'o', 'openprice'],
  high: ['high', 'h', 'highprice'],
  low: ['low', 'l', 'lowprice'],
};
const CLOSE = ['close', 'c', 'closeprice', 'last'];
const VOLUME = [
  'volume',
  'basevolume',
  'volumebase',
  'vol',
  'v',
  'realvolume',
  'tickvol',
  'tickvolume',
  'amount',
];

const find = (titles: readonly string[], names: readonly string[]): number =>
  names.map((name) => titles.indexOf(name)).find((at) => at >= 0) ?? -1;

/** CryptoDataDownload names the volume's currency: the one the symbol begins with is the base's. */
function volumeAt(titles: readonly string[], symbol: string | null): number {
  const base = titles.findIndex(
    (title) => /^vol(ume)?[a-z0-9]{2,10}$/.test(title) && isBaseOf(title.replace(/^vol(ume)?/, ''), symbol),
  );
  if (base >= 0) return base;
  const exact = find(titles, VOLUME);
  return exact >= 0 ? exact : titles.findIndex((title) => title.startsWith('volume'));
}

const isBaseOf = (currency: string, symbol: string | null): boolean =>
  symbol?.toLowerCase().startsWith(currency) === true;

/** Finds the columns of a header row; null where it is not one. */
export function shapeOfTitles(row: readonly string[], symbol: string | null): TableShape | null {
  const titles = row.map(plain);
  const [open, high, low] = [PRICES.open, PRICES.high, PRICES.low].map((names) => find(titles, names));
  const close = find(titles, CLOSE);
  const time = find(titles, TIME);
  if ([open, high, low, close, time].some((at) => at === undefined || at < 0)) return null;
  const volume = volumeAt(titles, symbol);
  // MetaTrader: <DATE> and <TIME> in columns of their own.
  const isSplit = titles[0] === 'date' && titles[1] === 'time';
  return {
    time: isSplit ? 0 : time,
    clock: isSplit ? 1 : null,
    open: open!,
    high: high!,
    low: low!,
    close,
    volume: volume < 0 ? null : volume,
  };
}

/** Time, open, high, low, close, volume in this order, as exchanges send them. */
export const USUAL_SHAPE: TableShape = {
  time: 0,
  clock: null,
  open: 1,
  high: 2,
  low: 3,
  close: 4,
  volume: 5,
};

/** MetaTrader without titles: date, time of day, open, high, low, close, volume. */
export const SPLIT_SHAPE: TableShape = { time: 0, clock: 1, open: 2, high: 3, low: 4, close: 5, volume: 6 };
