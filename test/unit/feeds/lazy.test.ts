import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOM = join(import.meta.dirname, '../../../electron/feeds');

const sources = readdirSync(ROOM, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(join(ROOM, file), 'utf8') }));

/** Files that load a module matching `pattern` when they are loaded themselves. */
const loading = (pattern: string): string[] =>
  sources
    .filter(({ text }) => new RegExp(`^import (?!type)[^;]*from '[^']*${pattern}`, 'm').test(text))
    .map(({ file }) => file);

it('nothing of ccxt is loaded with the program: it costs a third of a second and 30 MB before the first window', () => {
  expect(loading('ccxt-')).toEqual(['ccxtErrors.ts']);
  expect(loading('ccxtErrors')).toEqual([]);
});
