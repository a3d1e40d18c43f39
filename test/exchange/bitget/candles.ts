import type { CandleRow } from '../../../shared/domain/candle.ts';
import { DAY } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import { decimal, quoteVolume } from '../decimal.ts';
import { type Answer, integer, type Params } from '../http/route.ts';
import { type Grid, recentReach } from '../market/grid.ts';
import { stateOf } from '../market/listings.ts';
import type { Market } from '../market/market.ts';
import type { Tape } from '../market/tape.ts';
import type { Settings } from '../settings.ts';
import { GRANULARITIES } from './granularity.ts';
import type { BitgetReply } from './reply.ts';

const RANGE_LIMIT = 90 * DAY;
/** Most rows per page where 90 days hold fewer than the endpoint's limit (ccxt bitget.js:1726-1734). */
const PAGE_CAPS: Partial<Record<Timeframe, number>> = {
  '4h': 540,
  '6h': 360,
  '12h': 180,
  '1d': 90,
  '1w': 13,
};
const DEFAULT_LIMIT = 100;

/** One candle as Bitget writes it: strings, volume in base and in quote currency. */
export const bitgetRow = ([time, open, high, low, close, volume]: CandleRow): string[] => [
  String(time),
  ...[open, high, low, close, volume].map(decimal),
  quoteVolume(close, volume),
];

type Endpoint = Readonly<{ maxLimit: number; reach: (timeframe: Timeframe) => number }>;

/** `/candles`: up to 1,000 rows of the recent past. */
export const RECENT: Endpoint = { maxLimit: 1_000, reach: recentReach };
/** `/history-candles`: up to 200 rows from any time; more is an error, not a shorter page. */
export const HISTORY: Endpoint = { maxLimit: 200, reach: () => Number.POSITIVE_INFINITY };

type Page = Readonly<{ start: number | undefined; end: number | undefined; limit: number }>;

/** Reads the page asked for, or the words in which Bitget refuses it. */
function readPage(params: Params, maxLimit: number): Page | string {
  const start = integer(params, 'startTime');
  const end = integer(params, 'endTime');
  const limit = integer(params, 'limit') ?? DEFAULT_LIMIT;
  if (start === null) return 'Parameter startTime error';
  if (end === null) return 'Parameter endTime error';
  if (limit < 1 || limit > maxLimit) return `Parameter limit error, maximum ${maxLimit}`;
  if (start !== undefined && end !== undefined && start > end) return 'startTime should be less than endTime';
  return { start, end, limit };
}

/**
 * Answers both candle endpoints. The page is the last `limit` rows before endTime, whatever startTime says; the
 * candle still forming is in it when it reaches now; startTime to endTime may span 90 days (facts/exchanges.md 2.1).
 */
export function createCandles(market: Market, settings: Settings, reply: BitgetReply) {
  const refuseSymbol = (symbol: string, now: number): Answer | null => {
    const state = stateOf(market.listings.get(symbol), 'bitget', now);
    if (state === 'delisted') return reply.error('40309', 'The contract has been removed');
    return state === 'unknown' ? reply.error('40034', `Parameter ${symbol} does not exist`) : null;
  };

  function rowsOf(tape: Tape, grid: Grid, { start, end, limit }: Page, oldest: number): CandleRow[] {
    const until = end === undefined ? Number.MAX_SAFE_INTEGER : end + (settings.inclusiveEndTime ? 1 : 0);
    const from = settings.honourStartTime ? Math.max(oldest, start ?? 0) : oldest;
    return tape.last(from, until, Math.min(limit, PAGE_CAPS[grid.timeframe] ?? limit));
  }

  return (endpoint: Endpoint, params: Params): Answer => {
    const { symbol = '', granularity = '', productType = '' } = params;
    if (productType.toUpperCase() !== 'USDT-FUTURES')
      return reply.error('40034', 'Parameter productType error');
    const now = market.now();
    const refusal = refuseSymbol(symbol, now);
    if (refusal !== null) return refusal;
    const grid = GRANULARITIES.get(granularity);
    if (grid === undefined) return reply.error('400171', `Parameter ${granularity} verification failed`);
    const page = readPage(params, endpoint.maxLimit);
    if (typeof page === 'string') return reply.error('40017', page);
    if ((page.end ?? now) - (page.start ?? page.end ?? now) > RANGE_LIMIT) {
      // Nobody has seen the real code; any unmapped one must be met the same way.
      return reply.error('00001', 'startTime and endTime interval cannot be greater than 90 days');
    }
    const tape = market.tape('bitget', symbol, grid);
    const oldest = now - Math.min(now, endpoint.reach(grid.timeframe));
    return reply.ok(tape === null ? [] : rowsOf(tape, grid, page, oldest).map(bitgetRow));
  };
}
