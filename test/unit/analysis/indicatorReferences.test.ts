import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { computeIndicator } from '../../../electron/analysis/indicators/compute.ts';
import { type CandleColumns, type CandleRow, candlesFromRows } from '../../../shared/domain/candle.ts';
import type { IndicatorName } from '../../../shared/domain/frame.ts';
import { realData } from '../../integration/exchange/realData.ts';

const folder = realData('e_indicators/skender');

function quotes(): CandleColumns {
  const [, ...lines] = readFileSync(`${folder}/quotes/default.csv`, 'utf8').trim().split('\n');
  return candlesFromRows(
    lines.map((line) => {
      const [date = '', ...numbers] = line.split(',');
      return [Date.parse(`${date}T00:00:00Z`), ...numbers.map(Number)] as unknown as CandleRow;
    }),
  );
}

type Reference = Readonly<Record<string, number | null>>;
const references = (name: string): Reference[] =>
  JSON.parse(readFileSync(`${folder}/results/${name}.standard.json`, 'utf8')) as Reference[];

/** File, indicator, parameters and which field of the file each column must equal. */
const CASES: readonly [string, IndicatorName, readonly number[], readonly (string | null)[]][] = [
  ['sma', 'sma', [20], ['sma']],
  ['ema', 'ema', [20], ['ema']],
  ['rsi', 'rsi', [14], ['rsi']],
  ['macd', 'macd', [12, 26, 9], ['macd', 'signal', 'histogram']],
  ['atr', 'atr', [14], ['atr']],
  ['bb', 'bb', [20, 2], ['upperBand', 'sma', 'lowerBand']],
  ['adx', 'adx', [14], ['adx', 'pdi', 'mdi']],
  ['stoch', 'stoch', [14, 3, 3], ['k', 'd']],
  ['supertrend', 'supertrend', [10, 3], ['superTrend', null]],
  ['obv', 'obv', [], ['obv']],
];

describe.runIf(folder !== null)('indicators on the 502 quotes of the reference', () => {
  it.each(CASES)(
    '%s equals the reference to 1e-9, and begins where it begins',
    (file, name, params, fields) => {
      const columns = computeIndicator({ name, params }, quotes());
      const expected = references(file);
      for (const [k, field] of fields.entries()) {
        if (field === null) continue;
        const column = columns[k]!;
        for (const [i, row] of expected.entries()) {
          const value = row[field];
          if (value === null || value === undefined) expect(column[i], `${field} row ${i}`).toBeNaN();
          else expect(Math.abs(column[i]! - value), `${field} row ${i}`).toBeLessThanOrEqual(1e-9);
        }
      }
    },
  );
});
