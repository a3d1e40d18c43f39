import type { SystemEvent } from '../domain/event.ts';
import { type EventFact, type EventType, factOf } from '../domain/eventFact.ts';
import { SECOND, toIso } from '../domain/time.ts';
import { checkName, jobName, REJECTED, STATUS } from './eventNames.ts';
import { troubleText } from './feedTrouble.ts';
import { frameNoteText } from './frameNotes.ts';
import { issueWords } from './issues.ts';
import { problemWords } from './problems.ts';
import { counted, type Language, say } from './say.ts';
import { taskName } from './tasks.ts';

type FactOf<T extends EventType> = Extract<EventFact, { type: T }>;
/** A type of event without a sentence in both languages does not compile. */
type Sentences = { readonly [T in EventType]: (fact: FactOf<T>) => string };

const reasonsIn = (reasons: FactOf<'candles-rejected'>['reasons'], language: Language): string =>
  reasons.map((reason) => REJECTED[language][reason]).join(', ');
const issuesIn = (issues: FactOf<'ledger-contradicted'>['issues'], language: Language): string =>
  issues.map((issue) => issueWords(issue, language)).join('; ');
/** The bad series of a verification that are named, and how many more there are. */
function badIn({ bad, named }: FactOf<'verify-not-ok'>, language: Language): string {
  const [is, and, more] = language === 'en' ? ['is', 'and', 'more'] : ['está', 'y', 'más'];
  const list = named.map(
    ({ series, status, issues }) =>
      `${series} ${is} ${STATUS[language][status]} (${issuesIn(issues, language)})`,
  );
  const rest = bad - named.length;
  return `${list.join(', ')}${rest > 0 ? ` ${and} ${say(rest, language)} ${more}` : ''}`;
}
const seconds = (ms: number, language: Language): string => say(Math.abs(ms) / SECOND, language);

const EN: Sentences = {
  'unclean-stop': () => 'the program ended without closing its store; jobs go on where they were',
  'store-failed': ({ job, problem }) =>
    `the ${jobName(job, 'en')} was paused: ${problemWords(problem, 'en')}`,
  'job-done': ({ job, count }) => `${jobName(job, 'en')} of ${say(count, 'en')} series finished`,
  'job-incomplete': ({ job, problem }) =>
    `${jobName(job, 'en')} ended with problems: ${problemWords(problem, 'en')}`,
  'job-failed': ({ job, problem }) =>
    `${jobName(job, 'en')} ended with problems: ${problemWords(problem, 'en')}`,
  'import-interrupted': ({ run }) =>
    `import ${run} was interrupted; the files it had finished are stored, the others are not`,

  'candles-rejected': ({ series, count, reasons }) =>
    `${series}: ${counted(count, 'candle', 'candles', 'en')} refused (${reasonsIn(reasons, 'en')})`,
  'candles-revised': ({ series, count }) =>
    `${series}: ${counted(count, 'candle', 'candles', 'en')} revised by the venue`,
  'page-failed': ({ series, trouble }) => `${series}: ${troubleText(trouble, 'en')}`,
  'archive-off': ({ series, why }) =>
    `${series}: the archive ${why === 'fails' ? 'fails' : 'has no files of it'}; the rest is asked of the exchange`,
  'archive-file-unusable': ({ series, file, problem }) =>
    `${series}: ${file} of the archive was left out and is asked of the exchange instead: ${problemWords(problem, 'en')}`,
  'second-source-missing': ({ series, trouble }) => `${series}: ${troubleText(trouble, 'en')}`,
  'second-source-used': ({ series, count, other, own }) =>
    `${series}: ${counted(count, 'candle', 'candles', 'en')} taken from ${other}, because ${own} has none`,
  'second-source-refused': ({ series, trouble }) => `${series}: ${troubleText(trouble, 'en')}`,
  'candles-not-updated': ({ series, problem }) =>
    `${series}: its derived candles could not be brought up to date: ${problemWords(problem, 'en')}`,
  'features-not-updated': ({ series, problem }) =>
    `${series}: its features could not be brought up to date: ${problemWords(problem, 'en')}`,

  'verify-not-ok': (fact) =>
    `after a ${jobName(fact.job, 'en')}, ${say(fact.bad, 'en')} of ${say(fact.total, 'en')} series need attention: ${badIn(fact, 'en')}`,
  'ledger-contradicted': ({ series, issues }) => `${series}: ${issuesIn(issues, 'en')}`,
  'store-damaged': ({ fault }) => `the store file is damaged: ${fault}`,
  'canary-drift': ({ count }) =>
    `${counted(count, 'candle has', 'candles have', 'en')} changed at the venue since they were stored; the old values are kept as revisions`,
  'check-failed': ({ check, problem }) => `the ${check} check failed: ${problemWords(problem, 'en')}`,

  'task-failed': ({ task, problem, note }) =>
    `the task ${task} failed: ${note === null ? problemWords(problem, 'en') : frameNoteText(note, 'en')}`,
  delisted: ({ contract, at }) => `${contract} is no longer listed, since ${toIso(at)} at the latest`,
  'listed-again': ({ contract }) => `${contract} is listed again`,

  'live-ended': ({ series, at }) =>
    `${series} is no longer kept live: its symbol left the exchange at ${toIso(at)}.`,
  'live-taken-up': () => 'Live ingestion runs again; what was missed is being fetched.',
  'live-not-taken-up': ({ problem }) =>
    `Not everything could be taken up live (${problemWords(problem, 'en')}); it is tried again by itself.`,
  'circuit-open': ({ venue, silentMs }) =>
    `${venue}: no symbol has sent anything new for ${seconds(silentMs, 'en')} s; the line is closed and one request now and then looks whether it is back.`,
  'circuit-closed': ({ venue, how }) =>
    `${venue}: ${how === 'by-hand' ? 'closed by hand' : 'it answers again; what was missed is being fetched'}`,
  'clock-skew': ({ venue, offsetMs }) =>
    `The clock of this PC is ${seconds(offsetMs, 'en')} s ${offsetMs > 0 ? 'behind' : 'ahead of'} ${venue}; no candle is declared closed until it agrees. In Windows: Settings > Time & language > Date & time > Sync now.`,
  'clock-agrees': ({ venue }) =>
    `The clock of this PC agrees with ${venue} again; what was held back is being fetched.`,
};

const ES: Sentences = {
  'unclean-stop': () => 'el programa terminó sin cerrar la base de datos; las tareas siguen donde estaban',
  'store-failed': ({ job, problem }) => `${jobName(job, 'es')} en pausa: ${problemWords(problem, 'es')}`,
  'job-done': ({ job, count }) => `${jobName(job, 'es')} de ${say(count, 'es')} series: terminada`,
  'job-incomplete': ({ job, problem }) =>
    `${jobName(job, 'es')} terminada con problemas: ${problemWords(problem, 'es')}`,
  'job-failed': ({ job, problem }) => `${jobName(job, 'es')} fallida: ${problemWords(problem, 'es')}`,
  'import-interrupted': ({ run }) =>
    `la importación ${run} se interrumpió; los archivos que había terminado están guardados, los demás no`,

  'candles-rejected': ({ series, count, reasons }) =>
    `${series}: ${counted(count, 'vela rechazada', 'velas rechazadas', 'es')} (${reasonsIn(reasons, 'es')})`,
  'candles-revised': ({ series, count }) =>
    `${series}: ${counted(count, 'vela corregida', 'velas corregidas', 'es')} por el exchange`,
  'page-failed': ({ series, trouble }) => `${series}: ${troubleText(trouble, 'es')}`,
  'archive-off': ({ series, why }) =>
    `${series}: el archivo público ${why === 'fails' ? 'falla' : 'no tiene archivos suyos'}; el resto se pide al exchange`,
  'archive-file-unusable': ({ series, file, problem }) =>
    `${series}: se dejó fuera ${file} del archivo público y se pide al exchange: ${problemWords(problem, 'es')}`,
  'second-source-missing': ({ series, trouble }) => `${series}: ${troubleText(trouble, 'es')}`,
  'second-source-used': ({ series, count, other, own }) =>
    `${series}: ${counted(count, 'vela tomada', 'velas tomadas', 'es')} de ${other}, porque ${own} no tiene ninguna`,
  'second-source-refused': ({ series, trouble }) => `${series}: ${troubleText(trouble, 'es')}`,
  'candles-not-updated': ({ series, problem }) =>
    `${series}: sus velas derivadas no se pudieron poner al día: ${problemWords(problem, 'es')}`,
  'features-not-updated': ({ series, problem }) =>
    `${series}: sus características no se pudieron poner al día: ${problemWords(problem, 'es')}`,

  'verify-not-ok': (fact) =>
    `${jobName(fact.job, 'es')}: al verificar después, ${say(fact.bad, 'es')} de ${say(fact.total, 'es')} series necesitan atención: ${badIn(fact, 'es')}`,
  'ledger-contradicted': ({ series, issues }) => `${series}: ${issuesIn(issues, 'es')}`,
  'store-damaged': ({ fault }) => `el archivo de la base de datos está dañado: ${fault}`,
  'canary-drift': ({ count }) =>
    `${counted(count, 'vela ha', 'velas han', 'es')} cambiado en el exchange desde que se guardaron; los valores anteriores se conservan como revisiones`,
  'check-failed': ({ check, problem }) => `${checkName(check, 'es')}: falló: ${problemWords(problem, 'es')}`,

  'task-failed': ({ task, problem, note }) =>
    `${taskName(task, 'es')}: falló: ${note === null ? problemWords(problem, 'es') : frameNoteText(note, 'es')}`,
  delisted: ({ contract, at }) => `${contract} ya no cotiza, a más tardar desde el ${toIso(at)}`,
  'listed-again': ({ contract }) => `${contract} vuelve a cotizar`,

  'live-ended': ({ series, at }) =>
    `${series} ya no se mantiene en vivo: su símbolo dejó de cotizar el ${toIso(at)}.`,
  'live-taken-up': () => 'La ingesta en vivo vuelve a correr; lo que faltó se está descargando.',
  'live-not-taken-up': ({ problem }) =>
    `No todo se pudo poner en vivo (${problemWords(problem, 'es')}); se reintenta solo.`,
  'circuit-open': ({ venue, silentMs }) =>
    `${venue}: ningún símbolo ha enviado nada nuevo en ${seconds(silentMs, 'es')} s; la línea está cerrada y una petición de vez en cuando mira si ha vuelto.`,
  'circuit-closed': ({ venue, how }) =>
    `${venue}: ${how === 'by-hand' ? 'cortacircuitos cerrado a mano' : 'vuelve a responder; lo que faltó se está descargando'}`,
  'clock-skew': ({ venue, offsetMs }) =>
    `El reloj de este PC va ${seconds(offsetMs, 'es')} s ${offsetMs > 0 ? 'por detrás' : 'por delante'} de ${venue}; ninguna vela se da por cerrada hasta que coincidan. En Windows: Configuración > Hora e idioma > Fecha y hora > Sincronizar ahora.`,
  'clock-agrees': ({ venue }) =>
    `El reloj de este PC vuelve a coincidir con ${venue}; lo que se retuvo se está descargando.`,
};

/** Returns what an event tells, in a sentence with its names and numbers. */
export function factText(fact: EventFact, language: Language): string {
  // The row of the table and the fact are of one type, which TypeScript cannot follow.
  return ((language === 'en' ? EN : ES)[fact.type] as (one: EventFact) => string)(fact);
}

/** Returns an event in the trader's language; one of an older program, or of an unknown type, as it was said then. */
export function eventText(
  event: Pick<SystemEvent, 'type' | 'message' | 'params'>,
  language: Language,
): string {
  const fact = factOf(event);
  return fact === null ? event.message : factText(fact, language);
}
