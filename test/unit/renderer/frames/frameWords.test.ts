import { describe, expect, test } from 'vitest';
import {
  addCounts,
  type Counts,
  piecesOf,
  sharesOf,
} from '../../../../renderer/features/features/quality.ts';
import { decimalsOfColumn, isTimeColumn } from '../../../../renderer/features/frames/previewColumns.ts';
import { pandasLine, polarsLine } from '../../../../renderer/features/frames/readLines.ts';
import { DAY } from '../../../../shared/domain/time.ts';

describe('the lines that read an export', () => {
  const columns = ['timestamp', 'close'];
  const csv = { kind: 'csv', separator: ';', time: 'ms', decimals: null, header: false } as const;

  test('name the separator, the header and the unit of the times', () => {
    const path = 'C:\\data\\eth "1m".csv';
    expect(pandasLine(path, { columns, format: csv })).toBe(
      'df = pd.read_csv("C:/data/eth \\"1m\\".csv", sep=";", header=None, names=["timestamp", "close"]); ' +
        'df["timestamp"] = pd.to_datetime(df["timestamp"], unit="ms", utc=True)',
    );
    expect(polarsLine(path, { columns, format: csv })).toContain(
      'pl.from_epoch("timestamp", time_unit="ms")',
    );
  });

  test('are short for what is usual', () => {
    const usual = { ...csv, separator: ',', time: 'iso', header: true } as const;
    expect(pandasLine('/a.csv', { columns, format: usual })).toBe(
      'df = pd.read_csv("/a.csv", parse_dates=["timestamp"])',
    );
    const format = { kind: 'parquet', compression: 'snappy' } as const;
    expect(polarsLine('/a.parquet', { columns, format })).toBe('df = pl.read_parquet("/a.parquet")');
  });
});

test('prices keep all their decimals in a preview, and computed values six digits', () => {
  expect(decimalsOfColumn([2_411.5, 2_411.25, Number.NaN])).toBe(2);
  expect(decimalsOfColumn([0.00001234])).toBe(8);
  expect(decimalsOfColumn([100 / 3])).toBe(4);
  expect(decimalsOfColumn([Number.NaN])).toBe(0);
  expect(['timestamp', '5m_open_time', '1h_available_at', '5m_open'].map(isTimeColumn)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

describe('qualities', () => {
  test('are shares of what there is, from the best', () => {
    expect(sharesOf({ missing: 1, ready: 3 }).map(({ quality, share }) => [quality, share])).toEqual([
      ['ready', 0.75],
      ['missing', 0.25],
    ]);
    expect(sharesOf({})).toEqual([]);
  });

  test('of many days are put together, and none is lost', () => {
    const days = Array.from({ length: 1_000 }, (_, i) => ({ day: i * DAY, counts: { ready: 24 } }));
    const pieces = piecesOf(days, 240);
    expect(pieces.length).toBeLessThanOrEqual(240);
    expect(pieces.reduce<Counts>((sum, { counts }) => addCounts(sum, counts), {}).ready).toBe(24_000);
    expect(pieces.at(-1)?.to).toBe(999 * DAY);
  });
});
