import { expect, it } from 'vitest';
import { exportFileName, numbered } from '../../../shared/domain/exportName.ts';

const AT = Date.UTC(2026, 10, 21, 4, 5);
const named = (pattern: string, kind: 'csv' | 'parquet' = 'csv', preset = 'my model'): string =>
  exportFileName(
    pattern,
    { preset, spec: { exchange: 'bitget', symbol: 'ETHUSDT', base: '1m' }, format: { kind } },
    AT,
  );

it('fills in what the pattern names, with times of UTC, and ends as the format does', () => {
  expect(named('{symbol}_{timeframe}_{date}')).toBe('ETHUSDT_1m_2026-11-21.csv');
  expect(named('{exchange} {preset} {date}-{time}', 'parquet')).toBe(
    'bitget my model 2026-11-21-0405.parquet',
  );
  expect(named('eth.CSV')).toBe('eth.CSV');
  expect(named('eth.csv', 'parquet')).toBe('eth.csv.parquet');
  expect(named('{luck}')).toBe('{luck}.csv');
});

it('makes names that Windows opens, whatever the pattern and the preset are called', () => {
  expect(named('a/b\\c:d*e?f"g<h>i|j\tk')).toBe('a_b_c_d_e_f_g_h_i_j_k.csv');
  expect(named('{preset}', 'csv', '../../BTC/ETH')).toBe('.._.._BTC_ETH.csv');
  expect(named('{preset}', 'csv', "R&D $& $' $$")).toBe("R&D $& $' $$.csv");
  expect(named('model. . ')).toBe('model.csv');
  expect(named('nul')).toBe('_nul.csv');
  expect(named(' . ')).toBe('export.csv');
});

it('numbers a file before its ending', () => {
  expect([numbered('eth.csv', 2), numbered('eth_1.5.parquet', 12), numbered('eth', 3)]).toEqual([
    'eth (2).csv',
    'eth_1.5 (12).parquet',
    'eth (3)',
  ]);
});
