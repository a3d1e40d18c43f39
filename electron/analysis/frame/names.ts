import type { FrameSpec } from '../../../shared/domain/frame.ts';
import { type SeriesKey, seriesName } from '../../../shared/domain/series.ts';

type Reference = { readonly [K in keyof SeriesKey]?: SeriesKey[K] | undefined };

/** Returns the series a part of the frame reads: its own words, and the frame's where it says nothing. */
export const seriesOf = (spec: FrameSpec, of: Reference): SeriesKey => ({
  exchange: of.exchange ?? spec.exchange,
  symbol: of.symbol ?? spec.symbol,
  timeframe: of.timeframe ?? spec.base,
});

/** The key of a series in maps. */
export const keyOf = (series: SeriesKey): string => seriesName(series);

/**
 * Returns what stands before a column's name: nothing for the base itself, `5m_` for another timeframe of it,
 * `BTCUSDT_5m_` for another symbol and `binance_BTCUSDT_5m_` for another exchange.
 */
export function prefixOf(spec: FrameSpec, series: SeriesKey): string {
  const isOwnVenue = series.exchange === spec.exchange;
  const isOwnSymbol = isOwnVenue && series.symbol === spec.symbol;
  if (isOwnSymbol && series.timeframe === spec.base) return '';
  const parts = [isOwnVenue ? '' : series.exchange, isOwnSymbol ? '' : series.symbol, series.timeframe];
  return `${parts.filter((part) => part !== '').join('_')}_`;
}
