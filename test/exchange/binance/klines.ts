import type { CandleRow } from '../../../shared/domain/candle.ts';
import { Timeframe } from '../../../shared/domain/timeframe.ts';
import { decimal, quoteVolume } from '../decimal.ts';
import { type Answer, integer, type Params } from '../http/route.ts';
import { utcGrid } from '../market/grid.ts';
import { stateOf } from '../market/listings.ts';
import type { Market } from '../market/market.ts';
import type { Tape } from '../market/tape.ts';

const DEFAULT_LIMIT = 500;
const MAX_LIMIT = 1_500;

/** Request weight by page size (ccxt binance.js:871). */
export function klineWeight({ limit = String(DEFAULT_LIMIT) }: Params): number {
  const rows = Number(limit);
  if (rows < 100) return 1;
  if (rows < 500) return 2;
  return rows <= 1_000 ? 5 : 10;
}

/** Makes an error as Binance words it. */
export const refuse = (code: number, message: string): Answer => ({
  status: 400,
  body: { code, msg: message },
});

/** One kline as REST and the archive write it: twelve columns, times as numbers. */
export const klineRow = (
  duration: number,
  [time, open, high, low, close, volume]: CandleRow,
): (string | number)[] => [
  time,
  ...[open, high, low, close, volume].map(decimal),
  time + duration - 1,
  quoteVolume(close, volume),
  Math.ceil(volume),
  decimal(volume / 2),
  quoteVolume(close, volume / 2),
  '0',
];

/** With a startTime the oldest rows from there, else the newest up to endTime; both ends inclusive. */
function rowsOf(tape: Tape, start: number | undefined, end: number | undefined, limit: number): CandleRow[] {
  const until = end === undefined ? Number.MAX_SAFE_INTEGER : end + 1;
  return start === undefined ? tape.last(0, until, limit) : tape.first(start, until, limit);
}

/** Answers `/fapi/v1/klines`; a startTime before the listing jumps to the first candle (facts/exchanges.md 2.2). */
export function createKlines(market: Market) {
  return (params: Params): Answer => {
    const { symbol = '', interval = '' } = params;
    if (stateOf(market.listings.get(symbol), 'binance', market.now()) === 'unknown') {
      return refuse(-1121, 'Invalid symbol.');
    }
    const timeframe = Timeframe.safeParse(interval);
    if (!timeframe.success) return refuse(-1120, 'Invalid interval.');
    const start = integer(params, 'startTime');
    const end = integer(params, 'endTime');
    const limit = integer(params, 'limit') ?? DEFAULT_LIMIT;
    if (start === null || end === null) return refuse(-1100, 'Illegal characters found in a parameter.');
    if (limit < 1 || limit > MAX_LIMIT) return refuse(-1130, "Data sent for parameter 'limit' is not valid.");
    const grid = utcGrid(timeframe.data);
    const tape = market.tape('binance', symbol, grid);
    const rows = tape === null ? [] : rowsOf(tape, start, end, limit);
    return { status: 200, body: rows.map((row) => klineRow(grid.duration, row)) };
  };
}
