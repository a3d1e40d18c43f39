import { describe, expect, test } from 'vitest';
import {
  adapted,
  assignRole,
  firstOpenTime,
  formOf,
  isZone,
  problemsOf,
  toMapping,
} from '../../../../renderer/features/import/mappingForm.ts';
import { HOUR } from '../../../../shared/domain/time.ts';
import { sampleMapping } from '../../../helpers/importSamples.ts';

const AT = Date.UTC(2023, 3, 1);
const ROWS = [
  ['open_time', 'o', 'h', 'l', 'c', 'v'],
  [String(AT), '1', '2', '0.5', '1.5', '10'],
];

describe('the form of a mapping', () => {
  test('begins with what was found and gives it back unchanged', () => {
    const mapping = sampleMapping();
    expect(toMapping(formOf(mapping, ROWS))).toEqual(mapping);
  });

  test('begins with what most files are when nothing was found, and asks for what is missing', () => {
    const form = formOf(null, ROWS);
    expect(form).toMatchObject({ dialect: 'plain', unit: 'ms', stamp: 'open', zone: 'UTC' });
    expect(form.roles).toEqual(['time', 'open', 'high', 'low', 'close', 'volume']);
    expect([...problemsOf(form)]).toEqual(['exchange', 'symbol', 'timeframe']);
    expect(toMapping(form)).toBeNull();
    const named = { ...form, exchange: 'bitget', symbol: ' btcusdt ', timeframe: '1h' };
    expect(toMapping(named)).toMatchObject({ exchange: 'bitget', symbol: 'BTCUSDT', timeframe: '1h' });
  });

  test.each([
    ['1680307200', 's'],
    ['1680307200000', 'ms'],
    ['1735689600000000', 'us'],
    ['1735689600000000000', 'ns'],
    ['2023-04-01 00:00', 'text'],
  ])('guesses the unit of %s as %s', (cell, unit) => {
    expect(formOf(null, [[cell, '1']]).unit).toBe(unit);
  });

  test('moves a role from the column that had it', () => {
    const form = assignRole(formOf(sampleMapping(), ROWS), 5, 'close');
    expect(form.roles).toEqual(['time', 'open', 'high', 'low', null, 'close']);
    expect(toMapping(form)).toMatchObject({ close: 5, volume: null });
  });

  test('misses a needed column that was taken away', () => {
    const form = assignRole(formOf(sampleMapping(), ROWS), 2, null);
    expect([...problemsOf(form)]).toEqual(['high']);
  });

  test('knows zones by their IANA names and wants one for texts only', () => {
    expect([isZone('Europe/Madrid'), isZone('Madrid'), isZone('')]).toEqual([true, false, false]);
    const form = { ...formOf(sampleMapping(), ROWS), zone: 'Madrid' };
    expect(problemsOf(form).size).toBe(0);
    expect([...problemsOf({ ...form, unit: 'text' })]).toEqual(['zone']);
  });

  test('shows when the first row opens, so that a wrong unit or stamp is seen', () => {
    const form = formOf(sampleMapping(), ROWS);
    expect(firstOpenTime(form, ROWS)).toBe(AT);
    expect(firstOpenTime({ ...form, stamp: 'close' }, ROWS)).toBe(AT - HOUR);
    expect(firstOpenTime({ ...form, unit: 'us' }, ROWS)).toBe(AT / 1_000);
    expect(firstOpenTime({ ...form, unit: 'text' }, ROWS)).toBeNull();
    expect(firstOpenTime({ ...form, dialect: 'lean' }, ROWS), 'counts from midnight').toBeNull();
  });
});

test('a mapping for a similar file leaves that its own symbol and timeframe', () => {
  const mapping = sampleMapping({ stamp: 'close', exchange: 'bitget' });
  const own = sampleMapping({ symbol: 'ETHUSDT', timeframe: '1m' });
  expect(adapted(mapping, own)).toEqual({ ...mapping, symbol: 'ETHUSDT', timeframe: '1m' });
  expect(adapted(mapping, null)).toEqual(mapping);
});
