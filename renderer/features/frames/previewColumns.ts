import { decimalsOf } from '../../format/price.ts';
import { type Own, prefixOf, type Reference, referenceName } from './reference.ts';

/** Columns side by side that come of one series. */
export type ColumnGroup = Readonly<{ label: string; span: number }>;

type Grouped = Readonly<{
  groups: readonly ColumnGroup[];
  /** The group of every column. */
  groupOf: readonly number[];
}>;

/** Returns which series the columns come of, for those after `timestamp`. The longest prefix that fits is meant. */
export function groupColumns(names: readonly string[], own: Own, references: readonly Reference[]): Grouped {
  const prefixes = references
    .map((of) => ({ prefix: prefixOf(own, of), label: referenceName(own, of) }))
    .filter(({ prefix }) => prefix !== '')
    .toSorted((a, b) => b.prefix.length - a.prefix.length);
  const groups: { label: string; span: number }[] = [];
  const groupOf = names.map((name) => {
    const label = prefixes.find(({ prefix }) => name.startsWith(prefix))?.label ?? own.base;
    if (groups.at(-1)?.label === label) groups.at(-1)!.span += 1;
    else groups.push({ label, span: 1 });
    return groups.length - 1;
  });
  return { groups, groupOf };
}

/** Tells whether a column holds times. */
export const isTimeColumn = (name: string): boolean => /(^timestamp|_open_time|_available_at)$/.test(name);

/** More decimals than this are of a computed value, and not of a price. */
const MOST_EXACT = 8;
/** Digits a computed value is shown with. */
const SHOWN_DIGITS = 6;

/** Returns how many decimals the values of a column are shown with: all they have, or six digits of computed ones. */
export function decimalsOfColumn(values: readonly number[]): number {
  const known = values.filter(Number.isFinite);
  const exact = known.reduce((most, value) => Math.max(most, decimalsOf(value)), 0);
  if (exact <= MOST_EXACT) return exact;
  const largest = known.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const whole = Math.max(0, Math.floor(Math.log10(largest)) + 1);
  return Math.max(0, Math.min(MOST_EXACT, SHOWN_DIGITS - whole));
}
