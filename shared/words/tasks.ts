import { type Params, problemIn } from '../domain/problem.ts';
import type { ScheduledTask, TaskKind, TaskSummary } from '../domain/schedule.ts';
import { problemText } from './frameNotes.ts';
import { problemWords } from './problems.ts';
import { counted, type Language, numberOf, say, sayBytes, textOf } from './say.ts';

const NAMES: Readonly<Record<Language, Readonly<Record<TaskKind, string>>>> = {
  en: {
    verify: 'Verify',
    'check-ledger': 'Ledger check',
    'check-aggregate': 'Higher timeframes check',
    'check-canary': 'Canary',
    'check-suspicious': 'Suspicious candles check',
    repair: 'Repair',
    'refresh-markets': 'Refresh contract data',
    export: 'Export',
  },
  es: {
    verify: 'Verificación',
    'check-ledger': 'Control de los registros',
    'check-aggregate': 'Control de los marcos superiores',
    'check-canary': 'Canario',
    'check-suspicious': 'Control de velas sospechosas',
    repair: 'Reparación',
    'refresh-markets': 'Actualización de los contratos',
    export: 'Exportación',
  },
};

type Say = (name: string) => string;
type Sentences = Readonly<Record<TaskSummary['code'], (n: Say, params: Params) => string>>;

/** Joins the parts whose number is not 0. */
const listed = (params: Params, names: readonly (readonly [string, string])[], language: Language): string =>
  names
    .filter(([name]) => numberOf(params, name) > 0)
    .map(([name, word]) => `${say(numberOf(params, name), language)} ${word}`)
    .join(', ');

const EN: Sentences = {
  verified: (_n, params) => {
    const bad = [
      ['missing', 'missing'],
      ['stale', 'stale'],
      ['incomplete', 'incomplete'],
    ] as const;
    const all = counted(numberOf(params, 'series'), 'series', 'series', 'en');
    return `${[`${all}: ${say(numberOf(params, 'ok'), 'en')} ok`, listed(params, bad, 'en')].filter(Boolean).join(', ')}.`;
  },
  checked: (n, params) => `${n('checked')} checked in ${n('series')} series, ${found(params, 'en')}.`,
  repaired: (n, params) =>
    `${counted(numberOf(params, 'filled'), 'candle', 'candles', 'en')} filled with ${counted(numberOf(params, 'requests'), 'request', 'requests', 'en')}; ${n('left')} gaps left, ${n('waiting')} waiting for their time.`,
  'repair-paused': (n, params) => {
    const why = problemIn(params, 'problem');
    return `The repair was paused${why === null ? '' : ` (${problemWords(why, 'en')})`}: ${n('filled')} candles filled, ${n('left')} gaps left. Resume it in the jobs.`;
  },
  'nothing-to-repair': (n) => `Nothing to ask for now; ${n('waiting')} gaps wait for their time.`,
  refreshed: (n, params) => {
    const silent = textOf(params, 'unreachable');
    const gone = counted(numberOf(params, 'delisted'), 'contract is', 'contracts are', 'en');
    return `${n('updated')} contracts brought up to date${numberOf(params, 'delisted') > 0 ? `, ${gone} gone` : ''}${silent === '' ? '' : `; no answer from ${silent}`}.`;
  },
  exported: (n, params) => {
    const leaks = textOf(params, 'leak') === 'failed' ? ' The leak test failed: do not train on it.' : '';
    const missing = counted(numberOf(params, 'missing'), 'candle is', 'candles are', 'en');
    const holes = numberOf(params, 'missing') > 0 ? ` ${missing} missing inside.` : '';
    return `${textOf(params, 'file')}: ${n('rows')} rows, ${sayBytes(numberOf(params, 'bytes'), 'en')}.${leaks}${holes}`;
  },
  failed: (_n, params) => `Failed: ${problemText(params, 'en')}`,
  interrupted: () => 'The program ended without closing while it ran.',
  cancelled: () => 'Cancelled.',
  closed: () => 'The program was closed while it ran; it runs again at the next start.',
};

const ES: Sentences = {
  verified: (_n, params) => {
    const bad = [
      ['missing', 'sin datos'],
      ['stale', 'desactualizadas'],
      ['incomplete', 'incompletas'],
    ] as const;
    const all = counted(numberOf(params, 'series'), 'serie', 'series', 'es');
    return `${[`${all}: ${say(numberOf(params, 'ok'), 'es')} correctas`, listed(params, bad, 'es')].filter(Boolean).join(', ')}.`;
  },
  checked: (n, params) => `${n('checked')} comprobadas en ${n('series')} series, ${found(params, 'es')}.`,
  repaired: (n, params) =>
    `${counted(numberOf(params, 'filled'), 'vela repuesta', 'velas repuestas', 'es')} con ${counted(numberOf(params, 'requests'), 'petición', 'peticiones', 'es')}; quedan ${n('left')} huecos, ${n('waiting')} esperan su hora.`,
  'repair-paused': (n, params) => {
    const why = problemIn(params, 'problem');
    return `La reparación quedó en pausa${why === null ? '' : ` (${problemWords(why, 'es')})`}: ${n('filled')} velas repuestas, quedan ${n('left')} huecos. Reanúdala en los trabajos.`;
  },
  'nothing-to-repair': (n) => `Nada que pedir ahora; ${n('waiting')} huecos esperan su hora.`,
  refreshed: (n, params) => {
    const silent = textOf(params, 'unreachable');
    const gone = counted(
      numberOf(params, 'delisted'),
      'contrato ya no cotiza',
      'contratos ya no cotizan',
      'es',
    );
    return `${n('updated')} contratos actualizados${numberOf(params, 'delisted') > 0 ? `, ${gone}` : ''}${silent === '' ? '' : `; sin respuesta de ${silent}`}.`;
  },
  exported: (n, params) => {
    const leaks =
      textOf(params, 'leak') === 'failed' ? ' La prueba de fugas falló: no entrenes con este archivo.' : '';
    const missing = counted(numberOf(params, 'missing'), 'vela', 'velas', 'es');
    const holes =
      numberOf(params, 'missing') > 0
        ? ` Dentro ${numberOf(params, 'missing') === 1 ? 'falta' : 'faltan'} ${missing}.`
        : '';
    return `${textOf(params, 'file')}: ${n('rows')} filas, ${sayBytes(numberOf(params, 'bytes'), 'es')}.${leaks}${holes}`;
  },
  failed: (_n, params) => `Falló: ${problemText(params, 'es')}`,
  interrupted: () => 'El programa terminó sin cerrarse mientras la tarea corría.',
  cancelled: () => 'Cancelada.',
  closed: () => 'El programa se cerró mientras la tarea corría; se repite en el próximo inicio.',
};

function found(params: Params, language: Language): string {
  const count = numberOf(params, 'found');
  if (language === 'en') return count === 0 ? 'nothing found' : `${say(count, 'en')} found`;
  return count === 0 ? 'nada encontrado' : `${say(count, 'es')} ${count === 1 ? 'hallazgo' : 'hallazgos'}`;
}

/** Returns the name of a kind of task as a person reads it. */
export const taskName = (kind: TaskKind, language: Language): string => NAMES[language][kind];

/** Returns the name of one task: of an export, with the preset it repeats. */
export const taskTitle = (task: Pick<ScheduledTask, 'kind' | 'export'>, language: Language): string =>
  task.export === null
    ? taskName(task.kind, language)
    : `${taskName(task.kind, language)}: ${task.export.preset}`;

/** Returns what came of a run of a task, in a sentence with its numbers. */
export function taskSummaryText({ code, params }: TaskSummary, language: Language): string {
  const n: Say = (name) => say(numberOf(params, name), language);
  return (language === 'en' ? EN : ES)[code](n, params);
}
