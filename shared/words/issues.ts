import type { Issue, IssueCode } from '../domain/issue.ts';
import { HOUR, MINUTE, toIso } from '../domain/time.ts';
import { problemWords } from './problems.ts';
import { type Language, say, counted as sayCounted, sayTime } from './say.ts';

type Sentences = { readonly [C in IssueCode]: (issue: Extract<Issue, { code: C }>) => string };

const nameOf = (time: number): string => (Number.isNaN(new Date(time).getTime()) ? `${time}` : toIso(time));

/** Returns a length of time the way a person says it: `6 min`, `2 h`, `7 d`. */
function spell(ms: number): string {
  if (ms < HOUR) return `${Math.round(ms / MINUTE)} min`;
  if (ms < 48 * HOUR) return `${Math.round((ms / HOUR) * 10) / 10} h`;
  return `${Math.round((ms / (24 * HOUR)) * 10) / 10} d`;
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** The English of the headless program, its JSON and the event log. */
const EN: Sentences = {
  empty: () => 'no candles are stored; run a backfill',
  stale: ({ ageMs, limitMs }) =>
    `the last candle closed ${spell(ageMs)} ago; fresh means at most ${spell(limitMs)}`,
  'starts-late': ({ from, days }) => `history starts at ${toIso(from)}; ${days} days are wanted`,
  missing: ({ missing, expected, gaps }) => `${missing} of ${expected} candles are missing in ${gaps} gaps`,
  'awaits-second-look': ({ missing, gaps, at }) =>
    `${count(missing, 'missing candle')} in ${count(gaps, 'gap')} wait for a second look at the venue${at === null ? '' : `, due ${toIso(at)}`}`,
  delisted: ({ at }) => `the symbol left the venue at ${toIso(at)}; nothing newer can come`,
  inactive: () => 'the symbol is switched off in the catalog and not kept current',

  'broken-candles': ({ count: n, first }) =>
    `${count(n, 'stored candle')} break the rules for candles, the first at ${nameOf(first)}`,
  'count-differs': ({ counted, held }) => `the series counts ${counted} candles and holds ${held}`,
  'days-differ': ({ days, first }) =>
    `the coverage ledger is wrong on ${count(days, 'day')}, the first ${nameOf(first)}`,
  'gaps-overlap': () => 'gaps overlap in the ledger',
  unexplained: ({ count: n, first }) =>
    `${count(n, 'missing candle')} have no gap in the ledger, the first at ${nameOf(first)}`,
  'gap-over-candles': ({ count: n }) => `the gap ledger calls ${count(n, 'stored candle')} missing`,
  'outside-ledger': ({ count: n }) => `${count(n, 'candle')} lie outside the range of the ledger`,
  'gap-outside-ledger': () => 'gaps reach outside the range of the ledger',
  'file-damaged': ({ fault }) => `the store file is damaged: ${fault}`,

  'aggregate-differs': ({ finer, differing, checked, first }) =>
    `${differing} of ${checked} candles differ from the sum of their ${finer} candles, the first at ${toIso(first)}`,
  'nothing-finer': () => 'no finer series is stored that this one could be compared with',
  drifted: ({ days, candles, first }) =>
    `${count(candles, 'candle')} on ${count(days, 'day')} changed at the venue since they were stored, the first at ${toIso(first)}`,
  'not-answered': ({ days, problem }) =>
    `${count(days, 'day')} could not be fetched again: ${problemWords(problem, 'en')}`,
  'price-jumps': ({ count: n, first }) => `${count(n, 'price jump')}, the first at ${toIso(first)}`,
  'flat-runs': ({ count: n, first, longestMs }) =>
    `${count(n, 'flat run')} without volume, the first at ${toIso(first)}, the longest ${spell(longestMs)}`,

  said: ({ sentence }) => sentence,
};

const counted = (count: number, one: string, many = `${one}s`): string => sayCounted(count, one, many, 'es');

/** As part of a sentence: lower case, no full stop, like the English. */
const ES: Sentences = {
  empty: () => 'no hay ninguna vela guardada; lanza una descarga',
  stale: ({ ageMs, limitMs }) =>
    `la última vela cerró hace ${sayTime(ageMs, 'es')}; al día significa como mucho ${sayTime(limitMs, 'es')}`,
  'starts-late': ({ from, days }) =>
    `el historial empieza el ${toIso(from)}; se quieren ${counted(days, 'día')}`,
  missing: ({ missing, expected, gaps }) =>
    `faltan ${say(missing, 'es')} de ${counted(expected, 'vela')} en ${counted(gaps, 'hueco')}`,
  'awaits-second-look': ({ missing, gaps, at }) =>
    `${counted(missing, 'vela ausente espera', 'velas ausentes esperan')} en ${counted(gaps, 'hueco')} una segunda consulta al exchange${at === null ? '' : `, el ${toIso(at)}`}`,
  delisted: ({ at }) => `el símbolo dejó de cotizar el ${toIso(at)}; no puede venir nada más nuevo`,
  inactive: () => 'el símbolo está desactivado en el catálogo y no se mantiene al día',

  'broken-candles': ({ count, first }) =>
    `${counted(count, 'vela guardada incumple', 'velas guardadas incumplen')} las reglas, la primera la de ${nameOf(first)}`,
  'count-differs': ({ counted: said, held }) =>
    `la serie cuenta ${counted(said, 'vela')} y contiene ${say(held, 'es')}`,
  'days-differ': ({ days, first }) =>
    `el registro de cobertura falla en ${counted(days, 'día')}, el primero ${nameOf(first)}`,
  'gaps-overlap': () => 'hay huecos que se solapan en el registro',
  unexplained: ({ count, first }) =>
    `${counted(count, 'vela ausente no figura', 'velas ausentes no figuran')} como hueco, la primera la de ${nameOf(first)}`,
  'gap-over-candles': ({ count }) =>
    `el registro de huecos da por ausentes ${counted(count, 'vela guardada', 'velas guardadas')}`,
  'outside-ledger': ({ count }) =>
    `${counted(count, 'vela queda', 'velas quedan')} fuera del alcance del registro`,
  'gap-outside-ledger': () => 'hay huecos fuera del alcance del registro',
  'file-damaged': ({ fault }) => `el archivo de la base de datos está dañado: ${fault}`,

  'aggregate-differs': ({ finer, differing, checked, first }) =>
    `${say(differing, 'es')} de ${counted(checked, 'vela')} difieren de la suma de sus velas de ${finer}, la primera la de ${toIso(first)}`,
  'nothing-finer': () => 'no hay ninguna serie más fina guardada con la que comparar',
  drifted: ({ days, candles, first }) =>
    `${counted(candles, 'vela')} de ${counted(days, 'día')} han cambiado en el exchange desde que se guardaron, la primera la de ${toIso(first)}`,
  'not-answered': ({ days, problem }) =>
    `${counted(days, 'día no se pudo', 'días no se pudieron')} volver a descargar: ${problemWords(problem, 'es')}`,
  'price-jumps': ({ count, first }) =>
    `${counted(count, 'salto')} de precio, el primero el de ${toIso(first)}`,
  'flat-runs': ({ count, first, longestMs }) =>
    `${counted(count, 'tramo plano', 'tramos planos')} sin volumen, el primero el de ${toIso(first)}, el más largo de ${sayTime(longestMs, 'es')}`,

  said: ({ sentence }) => sentence,
};

/** Returns an issue as part of a sentence, with its numbers. */
export function issueWords(issue: Issue, language: Language): string {
  // The row of the table and the issue are of one code, which TypeScript cannot follow.
  return ((language === 'en' ? EN : ES)[issue.code] as (said: Issue) => string)(issue);
}

/** Returns an issue as the headless program and its JSON say it. */
export const issueText = (issue: Issue): string => issueWords(issue, 'en');
