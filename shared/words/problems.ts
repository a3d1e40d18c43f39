import type { ImportProblem } from '../domain/import.ts';
import type { CodedProblem, Problem, StoreFault } from '../domain/problem.ts';
import { sourceName, troubleText } from './feedTrouble.ts';
import { type Language, say } from './say.ts';

type Code = CodedProblem['code'];
type Of<C extends Code> = Extract<CodedProblem, { code: C }>;
/** A code without a sentence in both languages does not compile. */
type Sentences = { readonly [C in Code]: (problem: Of<C>) => string };

/** What SQLite says of it is in the log; a trader is told what it means. */
const STORE_ES: Readonly<Record<Exclude<StoreFault, 'failed'>, string>> = {
  'store-locked': 'otro programa tiene ocupada la base de datos',
  'store-read-only': 'no se puede escribir en la base de datos',
  'store-damaged': 'la base de datos está dañada',
  'disk-full': 'el disco está lleno',
};

const FILES_ES: Readonly<Record<ImportProblem, string>> = {
  'not-found': 'no existe ese archivo',
  empty: 'el archivo está vacío',
  binary: 'el archivo no es texto ni un formato de velas conocido',
  'too-large': 'el archivo es demasiado grande para leerlo de una vez',
  'bad-archive': 'el archivo comprimido está dañado o cortado',
  'unsafe-archive': 'al descomprimirlo ocuparía mucho más de lo debido',
  'escaping-archive': 'el comprimido nombra un archivo que quedaría fuera de su carpeta',
  'several-files': 'el comprimido contiene varios archivos',
  'not-candles': 'lo que hay dentro no son velas',
  'needs-mapping': 'no se reconocen sus columnas',
  'needs-exchange': 'no dice de qué exchange son sus velas',
  'needs-symbol': 'no dice de qué símbolo es',
  'needs-timeframe': 'no dice de qué marco temporal es',
  'unsupported-timeframe': 'Candlekeep no guarda velas de esa duración',
  'contradicting-timeframe': 'su nombre dice un marco temporal y sus filas otro',
  spot: 'son velas del mercado spot, no de futuros',
  checksum: 'no es el archivo de su suma de control',
  changed: 'el archivo cambió o desapareció mientras se leía',
  'no-candles': 'no contiene ninguna vela cerrada',
  failed: 'el archivo no se pudo leer',
};

/** Some of what is said is a sentence with a full stop, which only the last one keeps. */
const inSeries = ({ list }: Of<'of-series'>, language: Language): string =>
  list
    .map(({ series, problem }) => `${series.join(', ')}: ${problemWords(problem, language)}`)
    .map((text, i) => (i < list.length - 1 ? text.replace(/\.$/, '') : text))
    .join('; ');

const EN: Sentences = {
  feed: ({ trouble }) => troubleText(trouble, 'en'),
  'no-exchange-time': ({ exchange, trouble }) =>
    `the time of ${exchange} could not be read, and without it nobody knows which candles have closed: ${troubleText(trouble, 'en')}`,
  'given-up': ({ exchange, times }) => `${exchange} did not answer ${say(times, 'en')} times in a row`,
  'stream-silent': () => 'the stream is silent',
  'series-removed': () => 'the series was removed from the catalog',
  store: ({ detail }) => detail,
  file: ({ detail }) => detail,
  unfinished: ({ how }) => how,
  'of-series': (problem) => inSeries(problem, 'en'),
};

const ES: Sentences = {
  feed: ({ trouble }) => troubleText(trouble, 'es'),
  'no-exchange-time': ({ exchange, trouble }) =>
    `no se pudo leer la hora de ${sourceName(exchange, 'es')}, y sin ella no se sabe qué velas han cerrado: ${troubleText(trouble, 'es')}`,
  'given-up': ({ exchange, times }) =>
    `${sourceName(exchange, 'es')} no respondió ${say(times, 'es')} veces seguidas`,
  'stream-silent': () => 'el canal en vivo no envía nada',
  'series-removed': () => 'la serie se quitó del catálogo',
  store: ({ fault, detail }) =>
    fault === 'failed' ? `la base de datos falló (“${detail}”)` : STORE_ES[fault],
  file: ({ fault }) => FILES_ES[fault],
  unfinished: ({ how }) => (how === 'failed' ? 'falló' : 'quedó incompleta'),
  'of-series': (problem) => inSeries(problem, 'es'),
};

/** Returns what went wrong, in the language where it has a code, else as somebody else said it. */
export function problemWords(problem: Problem, language: Language): string {
  if (typeof problem === 'string') return problem;
  // The row of the table and the problem are of one code, which TypeScript cannot follow.
  return ((language === 'en' ? EN : ES)[problem.code] as (one: CodedProblem) => string)(problem);
}

/** Returns what went wrong as the headless program and other programs read it: a sentence in English, or null. */
export const englishOf = (problem: Problem | null): string | null =>
  problem === null ? null : problemWords(problem, 'en');
