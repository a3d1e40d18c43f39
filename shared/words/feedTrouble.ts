import type { FeedErrorKind, FeedTrouble, SourceObjection } from '../domain/feedTrouble.ts';
import type { Language } from './say.ts';

type Sentences = {
  readonly [C in SourceObjection['code']]: (objection: Extract<SourceObjection, { code: C }>) => string;
};

const OBJECTIONS: Readonly<Record<Language, Sentences>> = {
  en: {
    'other-terms': ({ venue, theirs, ours, percent }) =>
      `${venue} trades it under other terms: ${theirs} where the series has ${ours} (${percent} % apart)`,
    'nothing-to-compare': () => 'the series has no candle of its own to compare prices with',
    'no-candle-beside': ({ venue }) => `${venue} has no candle beside the gap to compare prices with`,
    'other-time': ({ venue }) => `${venue} answered for another time`,
    'no-contract': ({ venue, symbol }) => `${venue} has no contract ${symbol}`,
  },
  es: {
    'other-terms': ({ venue, theirs, ours, percent }) =>
      `${venue} lo negocia con otras condiciones: ${theirs} donde la serie tiene ${ours} (${percent} % de diferencia)`,
    'nothing-to-compare': () => 'la serie no tiene ninguna vela propia con la que comparar precios',
    'no-candle-beside': ({ venue }) =>
      `${venue} no tiene ninguna vela junto al hueco con la que comparar precios`,
    'other-time': ({ venue }) => `${venue} respondió sobre otro momento`,
    'no-contract': ({ venue, symbol }) => `${venue} no tiene el contrato ${symbol}`,
  },
};

/** The Spanish of what the English sentences of the feeds begin with (electron/feeds/errors.ts). */
const KINDS_ES: Readonly<Record<FeedErrorKind, string>> = {
  network: 'no se pudo conectar; revisa la conexión a internet',
  timeout: 'no respondió a tiempo',
  'rate-limited': 'rechaza peticiones porque hubo demasiadas',
  'venue-down': 'no está disponible en este momento',
  'garbage-answer': 'la respuesta no era válida o llegó cortada',
  'unknown-symbol': 'el exchange no conoce este contrato, o ya no',
  unsupported: 'el exchange no lo ofrece',
  refused: 'la petición fue rechazada',
  cancelled: 'la petición se canceló',
};

/** Returns why the candles of another venue were not taken. */
export function objectionText(objection: SourceObjection, language: Language): string {
  // The row of the table and the objection are of one code, which TypeScript cannot follow.
  return (OBJECTIONS[language][objection.code] as (one: SourceObjection) => string)(objection);
}

/** Returns what went wrong at a venue; in Spanish with the sentence as it was said, for the venue's own words in it. */
export function troubleText({ kind, problem, objection }: FeedTrouble, language: Language): string {
  if (objection !== null) return objectionText(objection, language);
  return language === 'en' ? problem : `${KINDS_ES[kind]} (“${problem}”)`;
}
