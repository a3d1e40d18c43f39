import { createHash } from 'node:crypto';
import { DAY, HOUR } from '../../../shared/domain/time.ts';
import { Timeframe } from '../../../shared/domain/timeframe.ts';
import type { Answer, Params, Route } from '../http/route.ts';
import { utcGrid } from '../market/grid.ts';
import type { Market } from '../market/market.ts';
import { klineRow } from './klines.ts';
import { zipOf } from './zip.ts';

const HEADING =
  'open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore';
/** Files of earlier periods have none (binance-public-data#283). */
const HEADING_SINCE = Date.UTC(2022, 0);

/** When a file appears after the end of its period: the day's in the next morning, the month's a day later. */
const PUBLISHED_AFTER = { daily: 6 * HOUR, monthly: DAY } as const;

const NOT_FOUND: Answer = {
  status: 404,
  type: 'application/xml',
  body: '<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchKey</Code></Error>',
};

type Period = keyof typeof PUBLISHED_AFTER;

/** [from, until) of `2026-01` or `2026-01-31`; null where that is no such period. */
function spanOf(period: Period, date: string): { from: number; until: number } | null {
  const [year, month, day] = date.split('-').map(Number);
  const from = Date.UTC(year!, month! - 1, day ?? 1);
  if (Number.isNaN(from) || (day === undefined) !== (period === 'monthly')) return null;
  return { from, until: day === undefined ? Date.UTC(year!, month!) : from + DAY };
}

/** Makes the routes of data.binance.vision for USD-M klines: ZIPs of the tape's closed candles, and their checksums. */
export function createArchiveRoutes(market: Market): Route[] {
  // A file is made twice in a row, for its checksum and for itself; what a fault changes in between is made anew.
  let made: { key: string; zip: Buffer } | null = null;

  const zipAt = (period: Period, { symbol = '', interval = '', date = '' }: Params): Buffer | null => {
    const timeframe = Timeframe.safeParse(interval);
    const span = spanOf(period, date);
    if (!timeframe.success || span === null || market.now() < span.until + PUBLISHED_AFTER[period])
      return null;
    const grid = utcGrid(timeframe.data);
    const tape = market.tape('binance', symbol, grid, 'archive');
    const key = `${symbol} ${interval} ${date} ${market.version('binance', symbol, grid)}`;
    if (made?.key === key) return made.zip;
    const rows = tape?.first(span.from, span.until, Number.POSITIVE_INFINITY) ?? [];
    if (rows.length === 0) return null;
    const lines = rows.map((row) => klineRow(grid.duration, row).join(','));
    const text = [...(span.from < HEADING_SINCE ? [] : [HEADING]), ...lines, ''].join('\n');
    const zip = zipOf(`${symbol}-${interval}-${date}.csv`, Buffer.from(text));
    made = { key, zip };
    return zip;
  };

  const route = (
    period: Period,
    ending: 'zip' | 'zip.CHECKSUM',
    write: (zip: Buffer, name: string) => Answer,
  ) =>
    ({
      name: `binance.archive.${period}${ending === 'zip' ? '' : '.checksum'}`,
      venue: 'binance',
      path: `/data/futures/um/${period}/klines`,
      pattern: new RegExp(
        `^/data/futures/um/${period}/klines/(?<symbol>[^/]+)/(?<interval>[^/]+)/\\k<symbol>-\\k<interval>-(?<date>[\\d-]+)\\.${ending.replace('.', '\\.')}$`,
      ),
      weight: () => 0,
      timeframe: ({ interval }) => Timeframe.safeParse(interval).data,
      answer: (params) => {
        const zip = zipAt(period, params);
        return zip === null
          ? NOT_FOUND
          : write(zip, `${params.symbol}-${params.interval}-${params.date}.zip`);
      },
    }) satisfies Route;

  return (['monthly', 'daily'] as const).flatMap((period) => [
    route(period, 'zip', (zip) => ({ status: 200, type: 'application/zip', body: zip })),
    route(period, 'zip.CHECKSUM', (zip, name) => ({
      status: 200,
      type: 'binary/octet-stream',
      body: `${createHash('sha256').update(zip).digest('hex')}  ${name}\n`,
    })),
  ]);
}
