import type { ExchangeId } from '../domain/exchange.ts';
import type { FeedErrorKind, FeedSource, FeedTrouble, SourceObjection } from '../domain/feedTrouble.ts';
import type { Language } from './say.ts';

type Sentences = {
  readonly [C in SourceObjection['code']]: (objection: Extract<SourceObjection, { code: C }>) => string;
};

const SOURCES: Readonly<Record<Language, Readonly<Record<FeedSource, string>>>> = {
  en: { bitget: 'Bitget', binance: 'Binance', archive: 'the archive' },
  es: { bitget: 'Bitget', binance: 'Binance', archive: 'el archivo público' },
};

/** Returns who failed, inside of a sentence. */
export const sourceName = (source: FeedSource, language: Language): string => SOURCES[language][source];

/** A venue is called the same in every language. */
const nameOf = (venue: ExchangeId): string => sourceName(venue, 'en');

const OBJECTIONS: Readonly<Record<Language, Sentences>> = {
  en: {
    'other-terms': ({ venue, theirs, ours, percent }) =>
      `${nameOf(venue)} trades it under other terms: ${theirs} where the series has ${ours} (${percent} % apart)`,
    'nothing-to-compare': () => 'the series has no candle of its own to compare prices with',
    'no-candle-beside': ({ venue }) => `${nameOf(venue)} has no candle beside the gap to compare prices with`,
    'other-time': ({ venue }) => `${nameOf(venue)} answered for another time`,
    'no-contract': ({ venue, symbol }) => `${nameOf(venue)} has no contract ${symbol}`,
    'too-much': () => 'the archive sent far more than a file of it',
    'no-checksum': () => 'what the archive sent as a checksum is none',
    'other-file': () => 'it is not the file its checksum was made for',
    'not-kept': ({ why }) => `it could not be kept on this PC: ${why}`,
  },
  es: {
    'other-terms': ({ venue, theirs, ours, percent }) =>
      `${nameOf(venue)} lo negocia con otras condiciones: ${theirs} donde la serie tiene ${ours} (${percent} % de diferencia)`,
    'nothing-to-compare': () => 'la serie no tiene ninguna vela propia con la que comparar precios',
    'no-candle-beside': ({ venue }) =>
      `${nameOf(venue)} no tiene ninguna vela junto al hueco con la que comparar precios`,
    'other-time': ({ venue }) => `${nameOf(venue)} respondió sobre otro momento`,
    'no-contract': ({ venue, symbol }) => `${nameOf(venue)} no tiene el contrato ${symbol}`,
    'too-much': () => 'el archivo público envió mucho más que uno de sus archivos',
    'no-checksum': () => 'lo que el archivo público envió como suma de control no lo es',
    'other-file': () => 'no es el archivo de su suma de control',
    'not-kept': ({ why }) => `no se pudo guardar en este PC: “${why}”`,
  },
};

type Kinds = Readonly<Record<FeedErrorKind, (source: string, said: string) => string>>;

const KINDS: Readonly<Record<Language, Kinds>> = {
  en: {
    network: (source) => `${source} could not be reached; check the internet connection.`,
    timeout: (source) => `${source} did not answer in time.`,
    'rate-limited': (source, said) => `${source} refuses requests because there were too many${said}.`,
    'venue-down': (source, said) => `${source} is not available at the moment${said}.`,
    'garbage-answer': (source) => `the answer did not come from ${source} or was cut off.`,
    'unknown-symbol': (source, said) => `${source} does not know this contract, or no longer${said}.`,
    unsupported: (source) => `${source} does not offer this.`,
    refused: (source, said) => `${source} refused the request${said}.`,
    cancelled: () => 'the request was cancelled.',
  },
  es: {
    network: (source) => `no se pudo llegar a ${source}; revisa la conexión a internet.`,
    timeout: (source) => `${source} no respondió a tiempo.`,
    'rate-limited': (source, said) => `${source} rechaza peticiones porque hubo demasiadas${said}.`,
    'venue-down': (source, said) => `${source} no está disponible en este momento${said}.`,
    'garbage-answer': (source) => `la respuesta no venía de ${source} o llegó cortada.`,
    'unknown-symbol': (source, said) => `${source} no conoce este contrato, o ya no${said}.`,
    unsupported: (source) => `${source} no ofrece esto.`,
    refused: (source, said) => `${source} rechazó la petición${said}.`,
    cancelled: () => 'la petición se canceló.',
  },
};

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** Returns what we have against what we were sent. */
export function objectionText(objection: SourceObjection, language: Language): string {
  // The row of the table and the objection are of one code, which TypeScript cannot follow.
  return (OBJECTIONS[language][objection.code] as (one: SourceObjection) => string)(objection);
}

/** Returns a whole sentence of what a venue, or its archive, did; `said` is what it said itself, quoted, or nothing. */
export const failureText = (
  kind: FeedErrorKind,
  { source, said }: NonNullable<FeedTrouble['by']>,
  language: Language,
): string => capital(KINDS[language][kind](sourceName(source, language), said));

/** Returns what went wrong at a venue; where nobody is named, as it was said. */
export function troubleText({ kind, problem, objection, by }: FeedTrouble, language: Language): string {
  if (objection !== null) return objectionText(objection, language);
  if (language === 'en') return problem;
  return by === undefined ? problem : failureText(kind, by, language);
}
