import type { IndicatorName } from '../../../shared/domain/frame.ts';
import { Adx } from './adx.ts';
import { Atr } from './atr.ts';
import { Bollinger } from './bollinger.ts';
import { Donchian, Stochastic } from './extremes.ts';
import { Macd } from './macd.ts';
import { OfClose } from './ofClose.ts';
import { Rsi } from './rsi.ts';
import { exponentialMean, SimpleMean } from './smoothers.ts';
import type { Stream } from './stream.ts';
import { Supertrend } from './supertrend.ts';
import { Obv, Vwap } from './volume.ts';
import { Window } from './window.ts';

export type Definition = Readonly<{
  /** Names of its parameters with their usual values. */
  params: Readonly<Record<string, number>>;
  /** Names of the columns for given parameters: `sma_20`, `bb_upper` … as the seeds write them. */
  columns(params: readonly number[]): readonly string[];
  /** Closed candles needed for the first value of every column. */
  lookback(params: readonly number[]): number;
  start(params: readonly number[]): Stream;
}>;

/** The seeds name the usual Bollinger and MACD columns without numbers; other parameters have to be told apart. */
const suffixed = (names: readonly string[], usual: readonly number[]) => (params: readonly number[]) =>
  usual.every((value, i) => value === params[i]) ? names : names.map((name) => [name, ...params].join('_'));

const numbered = (name: string) => (params: readonly number[]) => [[name, ...params].join('_')];

type Param = (params: readonly number[]) => number;
const first: Param = (params) => params[0]!;
const second: Param = (params) => params[1]!;
const third: Param = (params) => params[2]!;

export const INDICATORS: Readonly<Record<IndicatorName, Definition>> = {
  sma: {
    params: { period: 20 },
    columns: numbered('sma'),
    lookback: first,
    start: (p) => new OfClose(new SimpleMean(first(p))),
  },
  ema: {
    params: { period: 12 },
    columns: numbered('ema'),
    lookback: first,
    start: (p) => new OfClose(exponentialMean(first(p))),
  },
  rsi: {
    params: { period: 14 },
    columns: numbered('rsi'),
    lookback: (p) => first(p) + 1,
    start: (p) => Rsi.of(first(p)),
  },
  macd: {
    params: { fast: 12, slow: 26, signal: 9 },
    columns: suffixed(['macd_line', 'macd_signal', 'macd_hist'], [12, 26, 9]),
    lookback: (p) => Math.max(first(p), second(p)) + third(p) - 1,
    start: (p) => Macd.of(first(p), second(p), third(p)),
  },
  atr: {
    params: { period: 14 },
    columns: numbered('atr'),
    lookback: (p) => first(p) + 1,
    start: (p) => Atr.of(first(p)),
  },
  bb: {
    params: { period: 20, width: 2 },
    columns: suffixed(['bb_upper', 'bb_middle', 'bb_lower'], [20, 2]),
    lookback: first,
    start: (p) => new Bollinger(new Window(first(p)), second(p)),
  },
  adx: {
    params: { period: 14 },
    columns: (p) => [`adx_${first(p)}`, `plus_di_${first(p)}`, `minus_di_${first(p)}`],
    lookback: (p) => 2 * first(p),
    start: (p) => Adx.of(first(p)),
  },
  donchian: {
    params: { period: 20 },
    columns: (p) => ['upper', 'middle', 'lower'].map((name) => `donchian_${name}_${first(p)}`),
    lookback: first,
    start: (p) => Donchian.of(first(p)),
  },
  stoch: {
    params: { period: 14, signal: 3, smooth: 3 },
    columns: suffixed(['stoch_k', 'stoch_d'], [14, 3, 3]),
    lookback: (p) => first(p) + second(p) + third(p) - 2,
    start: (p) => Stochastic.of(first(p), second(p), third(p)),
  },
  supertrend: {
    params: { period: 10, width: 3 },
    columns: suffixed(['supertrend', 'supertrend_direction'], [10, 3]),
    lookback: (p) => first(p) + 1,
    start: (p) => Supertrend.of(first(p), second(p)),
  },
  vwap: { params: {}, columns: () => ['vwap'], lookback: () => 1, start: () => new Vwap() },
  obv: { params: {}, columns: () => ['obv'], lookback: () => 1, start: () => new Obv() },
};
