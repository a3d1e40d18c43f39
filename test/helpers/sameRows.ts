import type { CandleRow } from '../../shared/domain/candle.ts';

const SHOWN = 5;

const isSame = (a: CandleRow, b: CandleRow): boolean => a.every((value, i) => value === b[i]);

/**
 * Returns what keeps `found` from being exactly `expected`, in words: missing, surplus and different candles, the
 * first few of each. Empty when nothing does. A diff of fifty thousand rows tells a person less, and takes minutes.
 */
export function rowDifferences(found: readonly CandleRow[], expected: readonly CandleRow[]): string[] {
  const have = new Map(found.map((row) => [row[0], row]));
  const want = new Map(expected.map((row) => [row[0], row]));
  const lists: Record<string, CandleRow[]> = {
    missing: expected.filter(([time]) => !have.has(time)),
    surplus: found.filter(([time]) => !want.has(time)),
    different: found.filter((row) => want.has(row[0]) && !isSame(row, want.get(row[0])!)),
    'twice or out of order': found.filter((row, i) => i > 0 && row[0] <= found[i - 1]![0]),
  };
  return Object.entries(lists)
    .filter(([, rows]) => rows.length > 0)
    .map(([name, rows]) => {
      const times = rows.slice(0, SHOWN).map(([time]) => new Date(time).toISOString());
      return `${rows.length} ${name}: ${times.join(', ')}${rows.length > SHOWN ? ' …' : ''}`;
    });
}
