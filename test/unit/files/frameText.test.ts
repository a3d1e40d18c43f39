import { describe, expect, it } from 'vitest';
import type { Frame, FrameColumn } from '../../../electron/analysis/frame/build.ts';
import { csvBlocks } from '../../../electron/files/frames/csvRows.ts';
import { TextBytes } from '../../../electron/files/frames/textBytes.ts';
import type { CsvFormat } from '../../../shared/domain/frame.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { createRandom } from '../../exchange/random.ts';
import { MONDAY } from '../../helpers/sampleCandles.ts';

const text = new TextBytes(1_000);
const decoder = new TextDecoder();
let places = 0;
/** Writes a number as the next one of a column: with the guess the one before has left. */
function written(value: number): string {
  text.at = 0;
  places = text.number(value, places);
  return decoder.decode(text.written);
}

describe('a number as text', () => {
  it.each([
    0,
    -0,
    1,
    -1,
    9,
    10,
    99.5,
    0.1,
    0.3,
    1 / 3,
    65_432.1,
    2 ** 31,
    2 ** 31 - 1,
    2 ** 53,
    1e21,
    5e-324,
  ])('%s is written as JavaScript writes it', (value) => {
    expect(written(value)).toBe(String(value));
  });

  it('of the smallest prices is written without an exponent', () => {
    expect(written(0.00000001)).toBe('0.00000001');
    expect(written(0.00001234)).toBe('0.00001234');
  });

  it('reads back as the same double, and is as short as can be', () => {
    const random = createRandom(7);
    const wrong: number[] = [];
    for (let i = 0; i < 100_000; i += 1) {
      const places = Math.floor(random() * 12);
      const size = 10 ** Math.floor(random() * 16);
      const rounded = Math.round(random() * size) / 10 ** places;
      for (const value of [rounded, -rounded, random() * size]) {
        const made = written(value);
        const isShortest = Math.abs(value) < 1e-6 || made === String(value);
        // Minus zero is written as zero.
        if (Number(made) + 0 !== value + 0 || !isShortest) wrong.push(value);
      }
    }
    expect(wrong).toEqual([]);
  });
});

const format: CsvFormat = { kind: 'csv', separator: ',', time: 'iso', decimals: null, header: true };
const column = (
  name: string,
  values: readonly number[],
  rows: readonly number[] | null = null,
  kind: FrameColumn['kind'] = 'number',
): FrameColumn => ({
  name,
  values: Float64Array.from(values),
  rows: rows === null ? null : Int32Array.from(rows),
  kind,
});

const rows = [-1, 0, 0];
const joined = Int32Array.from(rows);
const frame: Frame = {
  openTime: Float64Array.from([MONDAY, MONDAY + MINUTE, MONDAY + 2 * MINUTE]),
  columns: [
    column('close', [100.5, 101, Number.NaN]),
    { ...column('5m_close', [99.25]), rows: joined },
    { ...column('5m_available_at', [MONDAY + MINUTE], null, 'time'), rows: joined },
    column('is_filled', [0, 1, 0], null, 'mask'),
  ],
  first: 0,
  end: 3,
  warmup: 0,
};

const csv = (made: Frame, how: CsvFormat): string =>
  Array.from(csvBlocks(made, how), ({ bytes }) => decoder.decode(bytes)).join('');

describe('a frame as CSV', () => {
  it('has a line per row, empty cells for what is not known, and times with their offset', () => {
    expect(csv(frame, format)).toBe(
      [
        'timestamp,close,5m_close,5m_available_at,is_filled',
        '2026-03-02T00:00:00+00:00,100.5,,,0',
        '2026-03-02T00:01:00+00:00,101,99.25,2026-03-02T00:01:00+00:00,1',
        '2026-03-02T00:02:00+00:00,,99.25,2026-03-02T00:01:00+00:00,0',
        '',
      ].join('\n'),
    );
  });

  it('takes the separator, the times, the decimals and the header as asked', () => {
    const how = { ...format, separator: ';', time: 's', decimals: 2, header: false } as const;
    const stamp = MONDAY / 1_000;
    expect(csv({ ...frame, end: 2 }, how)).toBe(
      [`${stamp};100.50;;;0`, `${stamp + 60};101.00;99.25;${stamp + 60};1`, ''].join('\n'),
    );
    expect(csv({ ...frame, first: 1, end: 2 }, { ...how, time: 'ms' })).toBe(
      `${MONDAY + MINUTE};101.00;99.25;${MONDAY + MINUTE};1\n`,
    );
  });

  it('is the same in many blocks as in one piece', () => {
    const many = 40_000;
    const long: Frame = {
      openTime: Float64Array.from({ length: many }, (_, i) => MONDAY + i * MINUTE),
      columns: [
        column(
          'close',
          Array.from({ length: many }, (_, i) => i / 7),
        ),
        column(
          '1h_close',
          Array.from({ length: many / 50 }, (_, i) => i),
          Array.from({ length: many }, (_, i) => Math.floor(i / 50)),
        ),
      ],
      first: 0,
      end: many,
      warmup: 0,
    };
    let lines = '';
    let counted = 0;
    for (const { bytes, rows: inBlock } of csvBlocks(long, format)) {
      lines += decoder.decode(bytes);
      counted += inBlock;
    }
    expect(counted).toBe(many);
    const expected = Array.from(
      { length: many },
      (_, i) =>
        `${new Date(MONDAY + i * MINUTE).toISOString().slice(0, 19)}+00:00,${i / 7},${Math.floor(i / 50)}`,
    );
    expect(lines).toBe(`timestamp,close,1h_close\n${expected.join('\n')}\n`);
  });
});
