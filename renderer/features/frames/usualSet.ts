import type { IndicatorSpec } from '../../../shared/domain/frame.ts';
import { type IndicatorLine, nextId } from './framesForm.ts';

/** The indicators of the seeds, as their files name them. */
const SEEDS: readonly IndicatorSpec[] = [
  { name: 'sma', params: [20] },
  { name: 'sma', params: [50] },
  { name: 'sma', params: [200] },
  { name: 'ema', params: [12] },
  { name: 'ema', params: [26] },
  { name: 'rsi', params: [14] },
  { name: 'macd', params: [12, 26, 9] },
  { name: 'atr', params: [14] },
  { name: 'bb', params: [20, 2] },
  { name: 'adx', params: [14] },
];

/** Returns the usual indicators of the base that are not among `lines` already. */
export function usualSet(lines: readonly IndicatorLine[]): readonly IndicatorLine[] {
  const markOf = ({ name, params, symbol, timeframe }: Omit<IndicatorLine, 'id'>): string =>
    [name, ...params, symbol, timeframe].join(' ');
  const known = new Set(lines.map(markOf));
  const first = nextId(lines);
  return SEEDS.map(({ name, params }, i) => ({ id: first + i, name, params: params.map(String) })).filter(
    (line) => !known.has(markOf(line)),
  );
}
