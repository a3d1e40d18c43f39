/** The columns of the table, in their order. `name` is always there; the trader chooses among the others. */
export const COLUMNS = [
  'name',
  'status',
  'coverage',
  'candles',
  'expected',
  'first',
  'last',
  'age',
  'gaps',
  'missing',
  'now',
] as const;
export type Column = (typeof COLUMNS)[number];

/** The columns that can be put away. */
export const OPTIONAL_COLUMNS = COLUMNS.filter((column) => column !== 'name');

const WORDS: readonly Column[] = ['name', 'status', 'now'];

/** Tells whether a column holds numbers, which stand to the right. */
export const isNumeric = (column: Column): boolean => !WORDS.includes(column);

/** Returns the columns that are shown, in the order of the table. */
export const shownColumns = (hidden: readonly Column[]): readonly Column[] =>
  COLUMNS.filter((column) => !hidden.includes(column));
