import { type Issue, type IssueCode, issueText } from '../domain/issue.ts';
import { toIso } from '../domain/time.ts';
import { type Language, say, sayTime } from './say.ts';

type Sentences = { readonly [C in IssueCode]: (issue: Extract<Issue, { code: C }>) => string };

const nameOf = (time: number): string => (Number.isNaN(new Date(time).getTime()) ? `${time}` : toIso(time));

/** `1 vela`, `12.345 velas`. */
const counted = (count: number, one: string, many = `${one}s`): string =>
  `${say(count, 'es')} ${count === 1 ? one : many}`;

/** As part of a sentence: lower case, no full stop, like the English of `issueText`. */
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
    `${counted(days, 'día no se pudo', 'días no se pudieron')} volver a descargar: ${problem}`,
  'price-jumps': ({ count, first }) =>
    `${counted(count, 'salto')} de precio, el primero el de ${toIso(first)}`,
  'flat-runs': ({ count, first, longestMs }) =>
    `${counted(count, 'tramo plano', 'tramos planos')} sin volumen, el primero el de ${toIso(first)}, el más largo de ${sayTime(longestMs, 'es')}`,

  said: ({ sentence }) => sentence,
};

/** Returns an issue as part of a sentence, with its numbers. */
export function issueWords(issue: Issue, language: Language): string {
  if (language === 'en') return issueText(issue);
  // The row of the table and the issue are of one code, which TypeScript cannot follow.
  return (ES[issue.code] as (said: Issue) => string)(issue);
}
