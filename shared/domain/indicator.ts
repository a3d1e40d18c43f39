import type { IndicatorName, IndicatorSpec } from './frame.ts';

/**
 * The parameters of every indicator in their order, with their usual values: what a picker offers. The maths has its
 * own list (`electron/analysis/indicators/catalog.ts`); a test holds the two together.
 */
export const INDICATOR_PARAMS = {
  sma: { period: 20 },
  ema: { period: 12 },
  rsi: { period: 14 },
  macd: { fast: 12, slow: 26, signal: 9 },
  atr: { period: 14 },
  bb: { period: 20, width: 2 },
  adx: { period: 14 },
  donchian: { period: 20 },
  stoch: { period: 14, signal: 3, smooth: 3 },
  supertrend: { period: 10, width: 3 },
  vwap: {},
  obv: {},
} as const satisfies Readonly<Record<IndicatorName, Readonly<Record<string, number>>>>;

type KeysOf<T> = T extends unknown ? keyof T : never;
export type IndicatorParam = KeysOf<(typeof INDICATOR_PARAMS)[IndicatorName]>;

/** Returns the names of an indicator's parameters, in the order its values are given. */
export const paramsOf = (name: IndicatorName): readonly IndicatorParam[] =>
  Object.keys(INDICATOR_PARAMS[name]) as IndicatorParam[];

/** Returns an indicator with its usual values. */
export const usualIndicator = (name: IndicatorName): IndicatorSpec => ({
  name,
  params: Object.values(INDICATOR_PARAMS[name]),
});
