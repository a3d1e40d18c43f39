import type { Params } from '../domain/problem.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../domain/time.ts';

/** The languages of everything a person reads; the window's texts are in both, and so is what leaves it. */
export type Language = 'en' | 'es';

/** Returns a parameter as a number; 0 where there is none. */
export const numberOf = (params: Params, name: string): number => {
  const value = params[name];
  return typeof value === 'number' ? value : 0;
};

/** Returns a name or a sentence among the parameters; empty where there is none. */
export const textOf = (params: Params, name: string): string => {
  const value = params[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** Making one takes far longer than using it, and a log says thousands of numbers at once. */
const FORMATS = new Map<string, Intl.NumberFormat>();

function formatOf(language: Language, digits: number): Intl.NumberFormat {
  const key = `${language} ${digits}`;
  const known = FORMATS.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(language, { maximumFractionDigits: digits, useGrouping: 'min2' });
  FORMATS.set(key, made);
  return made;
}

/** Returns a count with the separators of the language. */
export const say = (value: number, language: Language, digits = 0): string =>
  formatOf(language, digits).format(value);

/** Returns a count with its noun: `1 vela`, `12.345 velas`. */
export const counted = (count: number, one: string, many: string, language: Language): string =>
  `${say(count, language)} ${count === 1 ? one : many}`;

/** Returns a length of time as a person says it: `45 s`, `6 min`, `2.5 h`, `7 d`. */
export function sayTime(ms: number, language: Language): string {
  const length = Math.abs(ms);
  if (length < 2 * MINUTE) return `${say(length / SECOND, language)} s`;
  if (length < 2 * HOUR) return `${say(length / MINUTE, language)} min`;
  if (length < 2 * DAY) return `${say(length / HOUR, language, 1)} h`;
  return `${say(length / DAY, language, 1)} d`;
}

/** Returns an amount of bytes in powers of ten: `3 kB`, `3.1 MB`, `850 MB`, `1.9 GB`. */
export function sayBytes(bytes: number, language: Language): string {
  if (bytes < 1e6) return `${say(bytes / 1e3, language)} kB`;
  if (bytes < 1e7) return `${say(bytes / 1e6, language, 1)} MB`;
  return bytes < 1e9 ? `${say(bytes / 1e6, language)} MB` : `${say(bytes / 1e9, language, 1)} GB`;
}
