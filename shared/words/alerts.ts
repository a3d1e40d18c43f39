import type { Alert, AlertKind } from '../domain/alert.ts';
import { type Params, problemIn } from '../domain/problem.ts';
import { TaskKind } from '../domain/schedule.ts';
import { problemText } from './frameNotes.ts';
import { problemWords } from './problems.ts';
import { type Language, numberOf, say, sayBytes, sayTime, textOf } from './say.ts';
import { taskName } from './tasks.ts';

export type AlertText = Readonly<{ title: string; body: string }>;
type Told = Pick<Alert, 'kind' | 'subject' | 'params'>;
type Sentences = Readonly<Record<AlertKind, (alert: Told) => AlertText>>;

/** Several series of one venue are one alert: `count` of them, the first few in `names`. */
const severalOf = (params: Params): number => numberOf(params, 'count');

const named = (params: Params, language: Language): string => {
  const more = severalOf(params) - textOf(params, 'names').split(', ').length;
  const and = language === 'en' ? 'and' : 'y';
  const rest = language === 'en' ? 'more' : 'más';
  return `${textOf(params, 'names')}${more > 0 ? ` ${and} ${say(more, language)} ${rest}` : ''}`;
};

/** The task as the schedule calls it; `of` is what an export repeats. */
const taskOf = (params: Params, language: Language): string => {
  const name = textOf(params, 'name');
  const kind = TaskKind.safeParse(name);
  const of = textOf(params, 'of');
  return `${kind.success ? taskName(kind.data, language) : name}${of === '' ? '' : ` (${of})`}`;
};

/** What went wrong may be a phrase only, and more is said after it. */
const sentence = (text: string): string => (text === '' || /[.!?…]$/.test(text) ? text : `${text}.`);

const EN: Sentences = {
  'symbol-silent': ({ subject, params }) => {
    const time = sayTime(numberOf(params, 'silentMs'), 'en');
    const after =
      'The other symbols of the venue still come in. The line is renewed by itself, and what was missed is fetched afterwards.';
    return severalOf(params) > 0
      ? {
          title: `${subject}: ${severalOf(params)} symbols are silent`,
          body: `No data of ${named(params, 'en')} for ${time} or more. ${after}`,
        }
      : { title: `${subject} is silent`, body: `No data for ${time}. ${after}` };
  },
  'venue-silent': ({ subject, params }) => ({
    title: `${subject} sends nothing`,
    body: `No data of any of its ${say(numberOf(params, 'symbols'), 'en')} live symbols for ${sayTime(numberOf(params, 'silentMs'), 'en')}. There is nothing to do: the connection is tried again and again, and everything missed is fetched as soon as it stands. If other websites fail too, look at your network.`,
  }),
  'series-stale': ({ subject, params }) => {
    const what =
      'Turn the series live, run a backfill, or look into the jobs and the event log for what keeps it from being fetched.';
    return severalOf(params) > 0
      ? {
          title: `${subject}: ${severalOf(params)} series are stale`,
          body: `${named(params, 'en')} are older than their freshness limits. ${what}`,
        }
      : {
          title: `${subject} is stale`,
          body: `Its last candle closed ${sayTime(numberOf(params, 'ageMs'), 'en')} ago; fresh means at most ${sayTime(numberOf(params, 'limitMs'), 'en')}. ${what}`,
        };
  },
  'errors-in-a-row': ({ subject, params }) => {
    const last = problemIn(params, 'lastError');
    const why = last === null ? '' : ` The last one: ${problemWords(last, 'en')}`;
    const refused = numberOf(params, 'store');
    if (refused > 0) {
      return {
        title: 'The store takes no candles',
        body: `Candles of ${say(refused, 'en')} live series could not be stored. Nothing is lost: the exchange has them, and they are fetched as soon as the store takes them again. Make room on the disk, or close the program that holds the file.${why}`,
      };
    }
    return severalOf(params) > 0
      ? {
          title: `${subject}: ${severalOf(params)} series fail again and again`,
          body: `${named(params, 'en')} had ${say(numberOf(params, 'errors'), 'en')} errors in a row or more. They go on being tried, less and less often.${why}`,
        }
      : {
          title: `${subject} fails again and again`,
          body: `${say(numberOf(params, 'errors'), 'en')} errors in a row. It goes on being tried, less and less often.${why}`,
        };
  },
  'clock-skew': ({ params }) => ({
    title: 'The clock of this PC is wrong',
    body: `It is ${sayTime(numberOf(params, 'offsetMs'), 'en')} ${numberOf(params, 'offsetMs') > 0 ? 'behind' : 'ahead of'} the exchange (${textOf(params, 'exchange')}); up to ${sayTime(numberOf(params, 'limitMs'), 'en')} is safe. Until it is right no candle is declared closed. On Windows: Settings > Time & language > Date & time > Sync now.`,
  }),
  'disk-space': ({ params }) => ({
    title: 'The disk is almost full',
    body: `${sayBytes(numberOf(params, 'freeBytes'), 'en')} are free where the store lies; below ${sayBytes(numberOf(params, 'limitBytes'), 'en')} there may soon be no room for candles and backups. Delete files you no longer need, or move the data folder to another disk.`,
  }),
  'task-failed': ({ params }) => ({
    title: `${taskOf(params, 'en')} failed`,
    body: `${sentence(problemText(params, 'en'))} ${textOf(params, 'what') === 'job' ? 'Open the jobs to try it again.' : 'It runs again at its next time; the schedule can run it now.'}`.trim(),
  }),
  'data-contradiction': ({ params }) => ({
    title: 'Stored data contradicts itself',
    body: `The ledger check found ${say(numberOf(params, 'found'), 'en')} contradictions in ${say(numberOf(params, 'series'), 'en')} series. Nothing was deleted. Open the quality review and rebuild the ledgers of those series; if it comes back, restore the newest backup.`,
  }),
};

const ES: Sentences = {
  'symbol-silent': ({ subject, params }) => {
    const time = sayTime(numberOf(params, 'silentMs'), 'es');
    const after =
      'Los demás símbolos del exchange siguen llegando. La conexión se renueva sola y lo que faltó se descarga después.';
    return severalOf(params) > 0
      ? {
          title: `${subject}: ${severalOf(params)} símbolos sin datos`,
          body: `Sin datos de ${named(params, 'es')} desde hace ${time} o más. ${after}`,
        }
      : { title: `${subject} sin datos`, body: `Sin datos desde hace ${time}. ${after}` };
  },
  'venue-silent': ({ subject, params }) => ({
    title: `${subject} no envía nada`,
    body: `Ninguno de sus ${say(numberOf(params, 'symbols'), 'es')} símbolos en vivo da datos desde hace ${sayTime(numberOf(params, 'silentMs'), 'es')}. No hay que hacer nada: la conexión se reintenta una y otra vez, y todo lo que faltó se descarga en cuanto vuelve. Si tampoco abren otras páginas, revisa tu red.`,
  }),
  'series-stale': ({ subject, params }) => {
    const what =
      'Pon la serie en vivo, lanza una descarga o mira en los trabajos y en el registro de eventos qué impide traerla.';
    return severalOf(params) > 0
      ? {
          title: `${subject}: ${severalOf(params)} series desactualizadas`,
          body: `${named(params, 'es')} superan su límite de frescura. ${what}`,
        }
      : {
          title: `${subject} desactualizada`,
          body: `Su última vela cerró hace ${sayTime(numberOf(params, 'ageMs'), 'es')}; el límite es ${sayTime(numberOf(params, 'limitMs'), 'es')}. ${what}`,
        };
  },
  'errors-in-a-row': ({ subject, params }) => {
    const last = problemIn(params, 'lastError');
    const why = last === null ? '' : ` El último: ${problemWords(last, 'es')}`;
    const refused = numberOf(params, 'store');
    if (refused > 0) {
      return {
        title: 'La base de datos no admite velas',
        body: `No se pudieron guardar velas de ${say(refused, 'es')} series en vivo. No se pierde nada: el exchange las tiene y se descargan en cuanto vuelva a admitirlas. Libera espacio en el disco o cierra el programa que tiene el archivo abierto.${why}`,
      };
    }
    return severalOf(params) > 0
      ? {
          title: `${subject}: ${severalOf(params)} series fallan una y otra vez`,
          body: `${named(params, 'es')} llevan ${say(numberOf(params, 'errors'), 'es')} errores seguidos o más. Se sigue intentando, cada vez más espaciado.${why}`,
        }
      : {
          title: `${subject} falla una y otra vez`,
          body: `${say(numberOf(params, 'errors'), 'es')} errores seguidos. Se sigue intentando, cada vez más espaciado.${why}`,
        };
  },
  'clock-skew': ({ params }) => ({
    title: 'El reloj de este PC está mal',
    body: `Va ${sayTime(numberOf(params, 'offsetMs'), 'es')} ${numberOf(params, 'offsetMs') > 0 ? 'por detrás' : 'por delante'} del exchange (${textOf(params, 'exchange')}); hasta ${sayTime(numberOf(params, 'limitMs'), 'es')} es seguro. Mientras tanto ninguna vela se da por cerrada. En Windows: Configuración > Hora e idioma > Fecha y hora > Sincronizar ahora.`,
  }),
  'disk-space': ({ params }) => ({
    title: 'El disco está casi lleno',
    body: `Quedan ${sayBytes(numberOf(params, 'freeBytes'), 'es')} libres donde está la base de datos; por debajo de ${sayBytes(numberOf(params, 'limitBytes'), 'es')} pronto puede no haber sitio para velas y copias. Borra archivos que no necesites o mueve la carpeta de datos a otro disco.`,
  }),
  'task-failed': ({ params }) => ({
    title: `${taskOf(params, 'es')}: falló`,
    body: `${sentence(problemText(params, 'es'))} ${textOf(params, 'what') === 'job' ? 'Abre los trabajos para intentarlo de nuevo.' : 'Vuelve a correr a su próxima hora; desde la programación se puede lanzar ya.'}`.trim(),
  }),
  'data-contradiction': ({ params }) => ({
    title: 'Los datos guardados se contradicen',
    body: `El control de los registros encontró ${say(numberOf(params, 'found'), 'es')} contradicciones en ${say(numberOf(params, 'series'), 'es')} series. No se borró nada. Abre la revisión de calidad y reconstruye los registros de esas series; si vuelve a ocurrir, restaura la copia más reciente.`,
  }),
};

/** Returns an alert in words, with its numbers and what to do about it: in the window and in every message. */
export const alertText = (alert: Told, language: Language): AlertText =>
  (language === 'en' ? EN : ES)[alert.kind](alert);

/** Returns the test message of a channel. */
export const testText = (language: Language): AlertText =>
  language === 'en'
    ? { title: 'Candlekeep: test', body: 'Alerts of Candlekeep arrive here.' }
    : { title: 'Candlekeep: prueba', body: 'Los avisos de Candlekeep llegan aquí.' };

/** Returns what is sent instead of `count` messages that would have been too many: the first, and how many more. */
export function summaryText(first: Told, count: number, language: Language): AlertText {
  const { title, body } = alertText(first, language);
  const more = say(count - 1, language);
  return {
    title: language === 'en' ? `${title}, and ${more} more` : `${title}, y ${more} más`,
    body:
      language === 'en'
        ? `${body}\n… and ${more} more alerts; they are listed in the window.`
        : `${body}\n… y ${more} avisos más; están en la ventana.`,
  };
}
