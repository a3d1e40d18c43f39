import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeMessage, encodeMessage } from '../../../renderer/bridge/codec.ts';
import { candlesFromRows } from '../../../shared/domain/candle.ts';

test('a column survives wherever it lies in the message', () => {
  for (let padding = 0; padding < 16; padding += 1) {
    const message = {
      pad: 'x'.repeat(padding),
      column: Float64Array.of(1.5, -0, Number.NaN, Number.MAX_VALUE),
    };
    expect(decodeMessage(encodeMessage(message))).toEqual(message);
  }
});

test('columns that share a buffer carry only their own part', () => {
  const { open, close } = candlesFromRows([
    [1, 2, 3, 4, 5, 6],
    [7, 8, 9, 10, 11, 12],
  ]);
  const bytes = encodeMessage({ open, close });
  expect(decodeMessage(bytes)).toEqual({ open: Float64Array.of(2, 8), close: Float64Array.of(5, 11) });
  expect(bytes.length).toBeLessThan(60);
});

test('an empty column stays a column', () => {
  expect(decodeMessage(encodeMessage(new Float64Array(0)))).toEqual(new Float64Array(0));
});

test('any column and any JSON come back as they were', () => {
  // The decoder refuses this one key, and rightly so.
  const harmless = fc.jsonValue().filter((json) => !JSON.stringify(json).includes('__proto__'));
  fc.assert(
    fc.property(fc.float64Array(), harmless, (column, json) => {
      const plain: unknown = JSON.parse(JSON.stringify(json));
      expect(decodeMessage(encodeMessage({ column, plain }))).toEqual({ column, plain });
    }),
  );
});

test('times in milliseconds stay numbers', () => {
  expect(decodeMessage(encodeMessage({ at: 1_790_000_000_000 }))).toEqual({ at: 1_790_000_000_000 });
});

test('a field that is undefined is left out', () => {
  expect(decodeMessage(encodeMessage({ a: 1, b: undefined }))).toEqual({ a: 1 });
});

test('garbage is refused by throwing', () => {
  expect(() => decodeMessage(Uint8Array.of(0xc1))).toThrow();
  expect(() => encodeMessage({ f: () => 1 })).toThrow();
});
