import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Dialect, FileMapping, TimeUnit } from '../../../shared/domain/import.ts';
import { DAY } from '../../../shared/domain/time.ts';
import type { NameFacts } from './fileName.ts';
import { readTextTime, unitOf } from './fileTime.ts';
import { SPLIT_SHAPE, shapeOfTitles, type TableShape, USUAL_SHAPE } from './tableShape.ts';

/** The first rows of a table as text, and what the file's name says. */
export type Head = Readonly<{ rows: readonly (readonly string[])[]; name: NameFacts }>;

export type Found = Readonly<{ mapping: FileMapping; isSpot: boolean }>;

const isNumber = (cell: string | undefined): boolean =>
  cell !== undefined && cell.trim() !== '' && Number.isFinite(Number(cell));

const BINANCE_COLUMNS = 12;

/** A row of data: enough numbers behind a time. */
const isData = (row: readonly string[]): boolean =>
  row.length >= 5 &&
  row.slice(1).filter(isNumber).length >= 4 &&
  (isNumber(row[0]) || /^\d{4}[-./]/.test(row[0]!));

type Table = Readonly<{ titles: readonly string[] | null; shape: TableShape; first: readonly string[] }>;

/** Parts titles from data; null where neither tells which column is which. */
function tableOf({ rows, name }: Head): Table | null {
  const at = rows.findIndex((row) => shapeOfTitles(row, name.symbol) !== null);
  if (at >= 0) {
    const titles = rows[at]!;
    const first = rows[at + 1] ?? [];
    return { titles, shape: shapeOfTitles(titles, name.symbol)!, first };
  }
  const first = rows.find(isData);
  if (first === undefined) return null;
  if (/^\d{1,2}:\d{2}/.test(first[1] ?? '')) return { titles: null, shape: SPLIT_SHAPE, first };
  const shape = first.length >= 6 ? USUAL_SHAPE : { ...USUAL_SHAPE, volume: null };
  return { titles: null, shape, first };
}

const mentions = (rows: Head['rows'], words: RegExp): boolean =>
  rows.slice(0, 2).some((row) => row.some((cell) => words.test(cell)));

const hasTitle = (titles: readonly string[] | null, words: RegExp): boolean =>
  titles?.some((title) => words.test(title.trim())) === true;

type Sign = Readonly<{ dialect: Dialect; is: (head: Head, table: Table) => boolean }>;

const timeOf = ({ shape, first }: Table): number => Number(first[shape.time]);

/** Signs of who wrote a table, most telling first. */
const SIGNS: readonly Sign[] = [
  { dialect: 'cryptodatadownload', is: ({ rows }) => mentions(rows, /cryptodatadownload/i) },
  {
    dialect: 'cryptodatadownload',
    is: (_, { titles }) => hasTitle(titles, /^unix$/i) && hasTitle(titles, /^symbol$/i),
  },
  {
    dialect: 'metatrader',
    is: (_, { shape, first }) => shape.clock !== null || /^\d{4}\.\d{2}\.\d{2}/.test(first[shape.time] ?? ''),
  },
  {
    dialect: 'bitget',
    is: (_, { titles }) => hasTitle(titles, /^(ts_ms|basevolume|volume_base|usdtvolume)$/i),
  },
  {
    dialect: 'binance-archive',
    is: (_, { titles, first }) =>
      first.length === BINANCE_COLUMNS && (titles === null || hasTitle(titles, /close_?time/i)),
  },
  {
    dialect: 'lean',
    is: ({ name }, table) => table.titles === null && name.day !== null && timeOf(table) < DAY,
  },
  {
    dialect: 'kraken-ohlcvt',
    is: (_, table) =>
      table.titles === null && [7, 8].includes(table.first.length) && unitOf(timeOf(table)) === 's',
  },
  { dialect: 'tradingview', is: (_, { titles }) => titles?.[0]?.trim().toLowerCase() === 'time' },
];

const dialectOf = (head: Head, table: Table): Dialect =>
  SIGNS.find(({ is }) => is(head, table))?.dialect ?? 'plain';

/** These name their futures; a file of theirs that does not is of the spot market. */
const SPOT_UNLESS_NAMED: ReadonlySet<Dialect> = new Set(['cryptodatadownload', 'tradingview']);

/** Binance's archive has had microseconds since 2025, of spot only. */
function looksLikeSpot(dialect: Dialect, unit: TimeUnit, { isSpot, isFutures }: NameFacts): boolean {
  if (isSpot || (dialect === 'binance-archive' && unit === 'us')) return true;
  return SPOT_UNLESS_NAMED.has(dialect) && !isFutures;
}

const unitIn = (cell: string | undefined): TimeUnit => (isNumber(cell) ? unitOf(Number(cell)) : 'text');

/** The venue a dialect stands for where the name does not say; none for those that carry many venues. */
const VENUE: Partial<Record<Dialect, ExchangeId>> = { 'binance-archive': 'binance', bitget: 'bitget' };

/** Finds out how a table is to be read; null where the trader has to say. */
export function mappingOf(head: Head): Found | null {
  const table = tableOf(head);
  if (table === null) return null;
  const { shape, first } = table;
  const { name } = head;
  const dialect = dialectOf(head, table);
  const unit = dialect === 'lean' ? 'ms' : unitIn(first[shape.time]);
  if (unit === 'text' && readTextTime(first[shape.time] ?? '', 'UTC') === null) return null;
  const isSpot = looksLikeSpot(dialect, unit, name);
  const exchange = name.exchange ?? VENUE[dialect] ?? null;
  return {
    isSpot,
    mapping: {
      dialect,
      exchange: isSpot ? null : exchange,
      symbol: name.symbol,
      timeframe: name.timeframe,
      ...shape,
      unit,
      zone: 'UTC',
      stamp: 'open',
    },
  };
}
