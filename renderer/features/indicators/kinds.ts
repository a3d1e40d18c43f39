import type { IndicatorName } from '../../../shared/domain/frame.ts';
import type { Plot } from '../../charts/studyPlot.ts';

/** What can be put on a chart: the engine's indicators, and the volume in a pane of its own. */
export type StudyName = IndicatorName | 'volume';

export type ParamName = 'period' | 'fast' | 'slow' | 'signal' | 'smooth' | 'width';
export type Param = Readonly<{ name: ParamName; usual: number; isWhole: boolean }>;

/** Names of the values of an indicator; the legend and the screen reader say them. */
export type ValueName =
  | 'value'
  | 'upper'
  | 'middle'
  | 'lower'
  | 'line'
  | 'signal'
  | 'histogram'
  | 'plus'
  | 'minus'
  | 'k'
  | 'd';

/** How one column of the engine's answer is drawn. */
type Line = Readonly<{
  value: ValueName;
  column: number;
  style?: Plot['style'];
  /** How many colours after the indicator's own; lines of one colour are told apart by dashes. */
  tone?: number;
  isDashed?: boolean;
  isSigned?: boolean;
  /** The column that says where it turns. */
  direction?: number;
}>;

export type Kind = Readonly<{
  params: readonly Param[];
  /** Over the candles, or in a pane below. */
  where: 'price' | 'pane';
  format: Plot['format'];
  levels: readonly number[];
  lines: readonly Line[];
}>;

const whole = (name: ParamName, usual: number): Param => ({ name, usual, isWhole: true });
const period = (usual: number): Param => whole('period', usual);
const width = (usual: number): Param => ({ name: 'width', usual, isWhole: false });
const one: readonly Line[] = [{ value: 'value', column: 0 }];
const band: readonly Line[] = [
  { value: 'upper', column: 0 },
  { value: 'middle', column: 1, isDashed: true },
  { value: 'lower', column: 2 },
];
const over = { where: 'price', format: 'price', levels: [] } as const;
const below = { where: 'pane', format: 'oscillator', levels: [] } as const;

/**
 * Every indicator with its parameters and columns in the order of the engine's own catalog
 * (`electron/analysis/indicators/catalog.ts`; a test holds them against each other), and how it is drawn: overlays
 * first, as the picker lists them. The levels are the ones traders read: 70/30 of the RSI, 80/20 of the stochastic.
 */
export const KINDS: Readonly<Record<StudyName, Kind>> = {
  sma: { ...over, params: [period(20)], lines: one },
  ema: { ...over, params: [period(12)], lines: one },
  bb: { ...over, params: [period(20), width(2)], lines: band },
  vwap: { ...over, params: [], lines: one },
  supertrend: {
    ...over,
    params: [period(10), width(3)],
    lines: [{ value: 'value', column: 0, direction: 1 }],
  },
  donchian: { ...over, params: [period(20)], lines: band },
  rsi: { ...below, levels: [70, 30], params: [period(14)], lines: one },
  macd: {
    ...below,
    format: 'price',
    params: [whole('fast', 12), whole('slow', 26), whole('signal', 9)],
    lines: [
      { value: 'histogram', column: 2, style: 'histogram', isSigned: true },
      { value: 'line', column: 0 },
      { value: 'signal', column: 1, tone: 1 },
    ],
  },
  atr: { ...below, format: 'price', params: [period(14)], lines: one },
  adx: {
    ...below,
    params: [period(14)],
    lines: [
      { value: 'value', column: 0 },
      { value: 'plus', column: 1, tone: 1, isDashed: true },
      { value: 'minus', column: 2, tone: 2, isDashed: true },
    ],
  },
  stoch: {
    ...below,
    levels: [80, 20],
    params: [period(14), whole('signal', 3), whole('smooth', 3)],
    lines: [
      { value: 'k', column: 0 },
      { value: 'd', column: 1, tone: 1 },
    ],
  },
  obv: { ...below, format: 'amount', params: [], lines: one },
  volume: { ...below, format: 'amount', params: [], lines: [] },
};

export const STUDY_NAMES = Object.keys(KINDS) as readonly StudyName[];

/** Longest window an indicator can have (the contract's own limit). */
export const MOST = 5_000;

/** Tells whether a value can stand for a parameter. */
export const isParam = ({ isWhole }: Param, value: number): boolean =>
  value > 0 && value <= MOST && (!isWhole || Number.isInteger(value));
