import { ExchangeId } from '../../../shared/domain/exchange.ts';
import { type Dialect, FileMapping } from '../../../shared/domain/import.ts';
import { MarketSymbol } from '../../../shared/domain/instrument.ts';
import { durationOf, Timeframe } from '../../../shared/domain/timeframe.ts';

/** What a column of a file can be. */
export const ROLES = ['time', 'clock', 'open', 'high', 'low', 'close', 'volume'] as const;
export type Role = (typeof ROLES)[number];

/** A file without these is no file of candles. */
const NEEDED = ['time', 'open', 'high', 'low', 'close'] as const;

export type MappingForm = Readonly<{
  dialect: Dialect;
  exchange: string;
  symbol: string;
  timeframe: string;
  /** What each column is, by its index; null for those that are not read. */
  roles: readonly (Role | null)[];
  unit: FileMapping['unit'];
  zone: string;
  stamp: FileMapping['stamp'];
}>;

export type FormProblem = (typeof NEEDED)[number] | 'exchange' | 'symbol' | 'timeframe' | 'zone';

/** Columns of a file that says nothing itself: those most files have. */
const USUAL: readonly Role[] = ['time', 'open', 'high', 'low', 'close', 'volume'];

const MILLISECONDS = { s: 1_000, ms: 1, us: 1e-3, ns: 1e-6 } as const;
/** Times of our day are this long as a number of each unit. */
const DIGITS = [
  { unit: 'ns', digits: 19 },
  { unit: 'us', digits: 16 },
  { unit: 'ms', digits: 13 },
  { unit: 's', digits: 10 },
] as const;

function guessUnit(rows: readonly (readonly string[])[]): FileMapping['unit'] {
  const cell = rows.at(-1)?.[0]?.trim() ?? '';
  if (!/^\d+(\.\d+)?$/.test(cell)) return 'text';
  const { length } = cell.split('.')[0]!;
  return DIGITS.find(({ digits }) => length >= digits)?.unit ?? 's';
}

/** Returns what the editor begins with: what was found, else what most files are. */
export function formOf(mapping: FileMapping | null, rows: readonly (readonly string[])[]): MappingForm {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const roleAt = (column: number): Role | null =>
    mapping === null ? (USUAL[column] ?? null) : (ROLES.find((role) => mapping[role] === column) ?? null);
  return {
    dialect: mapping?.dialect ?? 'plain',
    exchange: mapping?.exchange ?? '',
    symbol: mapping?.symbol ?? '',
    timeframe: mapping?.timeframe ?? '',
    roles: Array.from({ length: width }, (_, column) => roleAt(column)),
    unit: mapping?.unit ?? guessUnit(rows),
    zone: mapping?.zone ?? 'UTC',
    stamp: mapping?.stamp ?? 'open',
  };
}

/** Makes a column something; what was that before is nothing then. */
export const assignRole = (form: MappingForm, column: number, role: Role | null): MappingForm => ({
  ...form,
  roles: form.roles.map((before, i) => (i === column ? role : before === role ? null : before)),
});

/** Tells whether there is a zone of this IANA name. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone !== '';
  } catch {
    return false;
  }
}

const symbolIn = (form: MappingForm): string => form.symbol.trim().toUpperCase();

/** Returns what is missing or wrong. */
export function problemsOf(form: MappingForm): ReadonlySet<FormProblem> {
  const problems = new Set<FormProblem>(NEEDED.filter((role) => !form.roles.includes(role)));
  if (!ExchangeId.safeParse(form.exchange).success) problems.add('exchange');
  if (!MarketSymbol.safeParse(symbolIn(form)).success) problems.add('symbol');
  if (!Timeframe.safeParse(form.timeframe).success) problems.add('timeframe');
  if (form.unit === 'text' && !isZone(form.zone.trim())) problems.add('zone');
  return problems;
}

/** Returns the mapping the form describes, or null while something is missing. */
export function toMapping(form: MappingForm): FileMapping | null {
  if (problemsOf(form).size > 0) return null;
  const columnOf = (role: Role): number | null => {
    const column = form.roles.indexOf(role);
    return column < 0 ? null : column;
  };
  const mapping = {
    dialect: form.dialect,
    exchange: form.exchange,
    symbol: symbolIn(form),
    timeframe: form.timeframe,
    ...Object.fromEntries(ROLES.map((role) => [role, columnOf(role)])),
    unit: form.unit,
    zone: form.unit === 'text' ? form.zone.trim() : 'UTC',
    stamp: form.stamp,
  };
  const parsed = FileMapping.safeParse(mapping);
  return parsed.success ? parsed.data : null;
}

/** Returns a mapping for a similar file: how it is read is the same, what it is of stays its own where it says so. */
export const adapted = (mapping: FileMapping, own: FileMapping | null): FileMapping => ({
  ...mapping,
  symbol: own?.symbol ?? mapping.symbol,
  timeframe: own?.timeframe ?? mapping.timeframe,
});

/**
 * Returns when the first candle opens as the form reads it, so that a wrong unit or stamp is seen at once; null where
 * only the engine can tell, which is for times written as text.
 */
export function firstOpenTime(form: MappingForm, rows: readonly (readonly string[])[]): number | null {
  const column = form.roles.indexOf('time');
  // Lean counts from midnight, and the day stands in the file's name.
  if (form.unit === 'text' || column < 0 || form.dialect === 'lean') return null;
  const cells = rows.map((row) => row[column]?.trim() ?? '');
  const cell = cells.find((one) => one !== '' && Number.isFinite(Number(one)));
  const timeframe = Timeframe.safeParse(form.timeframe);
  if (cell === undefined || (form.stamp === 'close' && !timeframe.success)) return null;
  const at = Math.round(Number(cell) * MILLISECONDS[form.unit]);
  // A close stamp may be the last millisecond of the candle or the first of the next one.
  const open = form.stamp === 'close' && timeframe.success ? at - durationOf(timeframe.data) : at;
  return Math.abs(open) <= 8.64e15 ? open : null;
}
