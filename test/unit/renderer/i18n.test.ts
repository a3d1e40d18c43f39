import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createI18n } from '../../../renderer/i18n/i18n.ts';
import { type Language, preferredLanguage } from '../../../renderer/i18n/languages.ts';

type Catalog = { readonly [key: string]: string | Catalog };

const RENDERER = path.resolve(import.meta.dirname, '../../../renderer');
const CATALOGS = path.join(RENDERER, 'i18n');
const PLURAL = /_(zero|one|two|few|many|other)$/;

function flatten(catalog: Catalog, prefix = ''): Map<string, string> {
  const entries = Object.entries(catalog).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

/** All files of a language: the one of the frame, and one a feature. */
function filesOf(language: Language): { name: string; words: Catalog }[] {
  return readdirSync(CATALOGS)
    .filter((name) => name === `${language}.json` || name.endsWith(`.${language}.json`))
    .map((name) => ({ name, words: JSON.parse(readFileSync(path.join(CATALOGS, name), 'utf8')) }));
}

const wordsOf = (language: Language): Map<string, string> =>
  new Map(filesOf(language).flatMap(({ words }) => [...flatten(words)]));

const catalogs = { en: wordsOf('en'), es: wordsOf('es') };
const stems = (catalog: Map<string, string>): string[] =>
  [...new Set([...catalog.keys()].map((key) => key.replace(PLURAL, '')))].sort();
const placeholders = (text: string): string[] =>
  [...text.matchAll(/{{(\w+)[^}]*}}/g)].map(([, name]) => name!).sort();

/** Keys as the sources write them: whole ones, and patterns for those put together from what the engine says. */
function keysInSources(): { literal: Set<string>; patterns: RegExp[] } {
  const files = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  const source = files.map((name) => readFileSync(path.join(RENDERER, name), 'utf8')).join('\n');
  const literal = new Set([...source.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key!));
  const patterns = [...source.matchAll(/\bt\(\s*`([^`]+)`/g)].map(
    ([, key]) => new RegExp(`^${key!.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[\\w-]+')}$`),
  );
  return { literal, patterns };
}

describe('the catalogs', () => {
  test.each(['en', 'es'] as const)('of %s are one key a feature, and all of them are spoken', (language) => {
    const spoken = createI18n(language).getResourceBundle(language, 'translation');
    expect(flatten(spoken)).toEqual(catalogs[language]);
    for (const { name, words } of filesOf(language)) {
      if (name !== `${language}.json`) expect(Object.keys(words), name).toEqual([name.split('.')[0]]);
    }
  });

  test('say the same things', () => {
    expect(stems(catalogs.es)).toEqual(stems(catalogs.en));
  });

  test('leave nothing empty, and fill in the same values', () => {
    for (const [key, text] of catalogs.es) {
      expect(text.trim(), key).not.toBe('');
      const twin = catalogs.en.get(key) ?? catalogs.en.get(key.replace(PLURAL, '_other'));
      const own = placeholders(text);
      // "the one series" needs no number where "the 12 series" does.
      const expected = placeholders(twin ?? '').filter((name) => !PLURAL.test(key) || own.includes(name));
      expect(own, key).toEqual(expected);
    }
  });

  test.each(['en', 'es'] as const)('have every plural form %s has', (language) => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plural = [...catalogs[language].keys()].filter((key) => PLURAL.test(key));
    for (const stem of new Set(plural.map((key) => key.replace(PLURAL, '')))) {
      for (const category of categories) expect(plural).toContain(`${stem}_${category}`);
    }
  });

  test('hold every key the window asks for, and none that it does not', () => {
    const { literal, patterns } = keysInSources();
    const known = stems(catalogs.en);
    expect([...literal].filter((key) => !known.includes(key))).toEqual([]);
    const isUsed = (key: string): boolean =>
      literal.has(key) || patterns.some((pattern) => pattern.test(key));
    expect(known.filter((key) => !isUsed(key))).toEqual([]);
    expect(patterns.filter((pattern) => !known.some((key) => pattern.test(key)))).toEqual([]);
  });
});

test('the window speaks the first language of the system that it knows', () => {
  expect(preferredLanguage(['fr-FR', 'es-MX', 'en-US'])).toBe('es');
  expect(preferredLanguage(['de'])).toBe('en');
});
