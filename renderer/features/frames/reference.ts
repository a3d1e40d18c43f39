import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { FrameSpec } from '../../../shared/domain/frame.ts';
import { TIMEFRAMES, type Timeframe } from '../../../shared/domain/timeframe.ts';

/** A series as a frame points at it: what is left out is the frame's own. */
export type Reference = FrameSpec['joins'][number];

/** Of what a frame is, as far as its references need it. */
export type Own = Pick<FrameSpec, 'exchange' | 'symbol' | 'base'>;

/** A reference as the value of a picker. */
export const keyOfReference = ({ exchange, symbol, timeframe }: Reference): string =>
  [exchange ?? '', symbol ?? '', timeframe ?? ''].join('|');

/** Returns the reference a picker's value stands for. */
export function referenceOf(key: string): Reference {
  const [exchange = '', symbol = '', timeframe = ''] = key.split('|');
  return {
    ...(exchange === '' ? {} : { exchange: exchange as ExchangeId }),
    ...(symbol === '' ? {} : { symbol }),
    ...(timeframe === '' ? {} : { timeframe: timeframe as Timeframe }),
  };
}

/** Tells whether a reference means the frame's own symbol. */
export const isOwnSymbol = (own: Own, { exchange, symbol }: Reference): boolean =>
  (exchange ?? own.exchange) === own.exchange && (symbol ?? own.symbol) === own.symbol;

/** Tells whether a reference means the base itself. */
export const isBase = (own: Own, of: Reference): boolean =>
  isOwnSymbol(own, of) && (of.timeframe ?? own.base) === own.base;

/** Returns the parts of a reference that are not the frame's own. */
export function relativeTo(own: Own, of: Reference): Reference {
  const timeframe = of.timeframe ?? own.base;
  const far = isOwnSymbol(own, of) ? {} : { symbol: of.symbol ?? own.symbol };
  return {
    ...(of.exchange !== undefined && of.exchange !== own.exchange ? { exchange: of.exchange } : {}),
    ...far,
    ...(timeframe === own.base && isOwnSymbol(own, of) ? {} : { timeframe }),
  };
}

/**
 * Returns what stands before the columns of a reference, as the frame's maker writes them: nothing for the base, then
 * `5m_`, `BTCUSDT_5m_`, `binance_BTCUSDT_5m_`.
 */
export function prefixOf(own: Own, of: Reference): string {
  if (isBase(own, of)) return '';
  const isOwnVenue = (of.exchange ?? own.exchange) === own.exchange;
  const parts = [
    isOwnVenue ? '' : of.exchange,
    isOwnSymbol(own, of) ? '' : (of.symbol ?? own.symbol),
    of.timeframe ?? own.base,
  ];
  return `${parts.filter((part) => part !== '').join('_')}_`;
}

/** Returns how a reference is named in the window: `5m`, `BTCUSDT 5m`. */
export const referenceName = (own: Own, of: Reference): string =>
  isOwnSymbol(own, of)
    ? (of.timeframe ?? own.base)
    : [of.symbol ?? own.symbol, of.timeframe ?? own.base].join(' ');

/** Returns timeframes in the order of their lengths. */
export const inOrder = (timeframes: readonly Timeframe[]): readonly Timeframe[] =>
  TIMEFRAMES.filter((timeframe) => timeframes.includes(timeframe));
