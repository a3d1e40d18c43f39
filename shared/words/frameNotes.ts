import { type FrameNote, type FrameNoteCode, noteOf } from '../domain/frameNote.ts';
import { type Params, problemIn } from '../domain/problem.ts';
import { toIso } from '../domain/time.ts';
import { problemWords } from './problems.ts';
import { type Language, say } from './say.ts';

type NoteOf<C extends FrameNoteCode> = Extract<FrameNote, { code: C }>;
type Sentences = { readonly [C in FrameNoteCode]: (note: NoteOf<C>) => string };

const EN: Sentences = {
  'file-exists': ({ path }) =>
    `${path} is already there; choose another name, or say that it may be replaced.`,
  'file-in-use': ({ file }) =>
    `${file} is open in another program (Excel keeps a file to itself); close it there or choose another name.`,
  'folder-missing': ({ folder }) =>
    `The folder ${folder} is not there; make it again, connect its disk, or choose another one.`,
  'no-permission': ({ folder }) => `This user may not write to ${folder}; choose a folder of your own.`,
  'disk-full': ({ folder }) =>
    `The disk of ${folder} is full; make room or choose another folder. No half file was left.`,
  'path-too-long': ({ file }) => `The name ${file} is too long for a file here; choose a shorter one.`,
  'bad-file-name': ({ file }) => `${file} cannot be the name of a file here; choose another one.`,
  'is-folder': ({ path }) => `${path} is a folder; add the name of a file.`,
  'not-whole-path': ({ path }) => `${path} is not a whole path; begin it with its drive or /.`,
  'file-failed': ({ file, detail }) => `${file} could not be written: ${detail}`,
  'not-stored': ({ series }) => `${series} is not stored; download it first.`,
  'no-candles': ({ series }) => `${series} has no candles yet; download some first.`,
  'nothing-in-range': ({ series }) => `${series} has no candle in this range.`,
  'parameter-count': ({ indicator, count, parameters }) =>
    `${indicator} takes ${count} parameters (${parameters}).`,
  'not-a-period': ({ indicator, value }) => `${indicator}: ${value} is not a number of candles.`,
  'no-feature': ({ feature }) => `There is no feature ${feature}.`,
  'column-twice': ({ column }) => `The column ${column} is asked for twice.`,
  'preset-missing': ({ preset }) =>
    `There is no preset “${preset}” any more; choose another one for it, or save one of this name.`,
  'series-gone': ({ series }) => `${series} is not stored any more.`,
  revised: ({ series, count, firstAt, revision, revisedAt }) =>
    `${series}: ${candles(count, 'en')} revised since, the first at ${toIso(firstAt)} by revision ${revision} of ${toIso(revisedAt)}.`,
  added: ({ series, count }) => `${series}: ${candles(count, 'en')} new since.`,
  gone: ({ series, count }) => `${series}: ${candles(count, 'en')} gone since.`,
  'other-program': ({ version }) =>
    `The same candles make another file now: it was made by Candlekeep ${version}.`,
};

const ES: Sentences = {
  'file-exists': ({ path }) => `${path} ya existe; elige otro nombre o indica que se puede reemplazar.`,
  'file-in-use': ({ file }) =>
    `${file} está abierto en otro programa (Excel se reserva el archivo); ciérralo allí o elige otro nombre.`,
  'folder-missing': ({ folder }) =>
    `La carpeta ${folder} no está; créala de nuevo, conecta su disco o elige otra.`,
  'no-permission': ({ folder }) =>
    `Este usuario no puede escribir en ${folder}; elige una carpeta que sea tuya.`,
  'disk-full': ({ folder }) =>
    `El disco de ${folder} está lleno; haz sitio o elige otra carpeta. No quedó ningún archivo a medias.`,
  'path-too-long': ({ file }) => `El nombre ${file} es demasiado largo para un archivo; elige uno más corto.`,
  'bad-file-name': ({ file }) => `${file} no puede ser el nombre de un archivo aquí; elige otro.`,
  'is-folder': ({ path }) => `${path} es una carpeta; añade el nombre de un archivo.`,
  'not-whole-path': ({ path }) => `${path} no es una ruta completa; empiézala por su unidad o por /.`,
  'file-failed': ({ file, detail }) => `No se pudo escribir ${file}: ${detail}`,
  'not-stored': ({ series }) => `${series} no está guardada; descárgala primero.`,
  'no-candles': ({ series }) => `${series} aún no tiene velas; descarga algunas primero.`,
  'nothing-in-range': ({ series }) => `${series} no tiene ninguna vela en este intervalo.`,
  'parameter-count': ({ indicator, count, parameters }) =>
    `${indicator} lleva ${count} parámetros (${parameters}).`,
  'not-a-period': ({ indicator, value }) => `${indicator}: ${value} no es un número de velas.`,
  'no-feature': ({ feature }) => `No hay ninguna característica ${feature}.`,
  'column-twice': ({ column }) => `La columna ${column} se pide dos veces.`,
  'preset-missing': ({ preset }) =>
    `Ya no hay ninguna plantilla «${preset}»; elige otra para ella o guarda una con ese nombre.`,
  'series-gone': ({ series }) => `${series} ya no está guardada.`,
  revised: ({ series, count, firstAt, revision, revisedAt }) =>
    `${series}: ${candles(count, 'es')} desde entonces, la primera la de ${toIso(firstAt)}, por la revisión ${revision} de ${toIso(revisedAt)}.`,
  added: ({ series, count }) =>
    `${series}: ${count === 1 ? '1 vela nueva' : `${say(count, 'es')} velas nuevas`} desde entonces.`,
  gone: ({ series, count }) =>
    `${series}: ${count === 1 ? 'falta 1 vela' : `faltan ${say(count, 'es')} velas`} desde entonces.`,
  'other-program': ({ version }) =>
    `Las mismas velas dan ahora otro archivo: este lo hizo Candlekeep ${version}.`,
};

function candles(count: number, language: Language): string {
  if (language === 'en') return count === 1 ? '1 candle' : `${say(count, 'en')} candles`;
  return count === 1 ? '1 vela corregida' : `${say(count, 'es')} velas corregidas`;
}

/** Returns what there is to say of a frame or its file, as a whole sentence with its names and numbers. */
export function frameNoteText<C extends FrameNoteCode>(note: NoteOf<C>, language: Language): string {
  const sentence: (note: NoteOf<C>) => string = (language === 'en' ? EN : ES)[note.code as C];
  return sentence(note);
}

/** Returns why something failed, in the language where it has a code, else as it was said; nothing where nobody knows. */
export function problemText(params: Params, language: Language): string {
  const note = noteOf(params);
  if (note !== null) return frameNoteText(note, language);
  const problem = problemIn(params, 'problem');
  return problem === null ? '' : problemWords(problem, language);
}
