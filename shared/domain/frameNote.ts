import { z } from 'zod';
import type { Params } from './problem.ts';
import { EpochMs } from './time.ts';

const Count = z.number().int().min(0);
const Text = z.string();

const note = <K extends string, S extends z.ZodRawShape>(code: K, shape: S) =>
  z.strictObject({ code: z.literal(code), ...shape });

/**
 * What there is to say of a frame or of its file, as a code with its names and numbers, so that it is said in the
 * trader's language wherever it is read (`frameNoteText` in shared/words). Every field is text, a number or null.
 */
export const FrameNote = z.discriminatedUnion('code', [
  // Why a file cannot be written.
  note('file-exists', { path: Text }),
  note('file-in-use', { file: Text }),
  note('folder-missing', { folder: Text }),
  note('no-permission', { folder: Text }),
  note('disk-full', { folder: Text }),
  note('path-too-long', { file: Text }),
  note('bad-file-name', { file: Text }),
  note('is-folder', { path: Text }),
  note('not-whole-path', { path: Text }),
  note('file-failed', { file: Text, detail: Text }),

  // Why a frame cannot be made.
  note('not-stored', { series: Text }),
  note('no-candles', { series: Text }),
  note('nothing-in-range', { series: Text }),
  note('parameter-count', { indicator: Text, count: Count, parameters: Text }),
  note('not-a-period', { indicator: Text, value: z.number() }),
  note('no-feature', { feature: Text }),
  note('column-twice', { column: Text }),
  note('preset-missing', { preset: Text }),

  // What is other than when a passport was made.
  note('series-gone', { series: Text }),
  /** `firstAt` is the open time of the first of them, `revision` the id and `revisedAt` the time of its revision. */
  note('revised', { series: Text, count: Count, firstAt: EpochMs, revision: Count, revisedAt: EpochMs }),
  note('added', { series: Text, count: Count }),
  note('gone', { series: Text, count: Count }),
  note('other-program', { version: Text }),
]);
export type FrameNote = z.infer<typeof FrameNote>;
export type FrameNoteCode = FrameNote['code'];

/** Returns a note as parameters of a summary or an alert, its code under the name `note`. */
export function noteParams({ code, ...rest }: FrameNote): Record<string, string | number | null> {
  return { note: code, ...rest };
}

/** Returns the note among the parameters of a summary or an alert; null where there is none. */
export function noteOf(params: Params): FrameNote | null {
  const code = FrameNote.options.find(({ shape }) => shape.code.value === params.note);
  if (code === undefined) return null;
  const fields = Object.fromEntries(Object.keys(code.shape).map((name) => [name, params[name]]));
  const parsed = FrameNote.safeParse({ ...fields, code: params.note });
  return parsed.success ? parsed.data : null;
}
