import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import { type Grid, utc8Grid, utcGrid } from '../market/grid.ts';

const MINUTES: Record<string, Timeframe> = { '1m': '1m', '3m': '3m', '5m': '5m', '15m': '15m', '30m': '30m' };
const UTC: Record<string, Timeframe> = { '6Hutc': '6h', '12Hutc': '12h', '1Dutc': '1d', '1Wutc': '1w' };
const UTC8: Record<string, Timeframe> = { '6H': '6h', '12H': '12h', '1D': '1d', '1W': '1w' };

const tableOf = (hours: Record<string, Timeframe>): ReadonlyMap<string, Grid> =>
  new Map([
    ...Object.entries({ ...MINUTES, ...hours, ...UTC }).map(
      ([name, timeframe]) => [name, utcGrid(timeframe)] as const,
    ),
    ...Object.entries(UTC8).map(([name, timeframe]) => [name, utc8Grid(timeframe)] as const),
  ]);

/** Values of `granularity` on REST (ccxt bitget.js:1665-1683; plain 6H, 12H, 1D and 1W are UTC+8). */
export const GRANULARITIES = tableOf({ '1H': '1h', '2H': '2h', '4H': '4h' });

/** What follows `candle` in a channel's name; there is no 2H channel (facts/exchanges.md, section 3.1). */
export const CHANNELS = tableOf({ '1H': '1h', '4H': '4h' });
