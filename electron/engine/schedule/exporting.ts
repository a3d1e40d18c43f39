import type { FrameExport, Passport } from '../../../shared/domain/frame.ts';
import { noteParams } from '../../../shared/domain/frameNote.ts';
import type { FrameService } from '../frames/frameService.ts';
import type { FrameProgress } from '../ports/frames.ts';
import { outcome, type TaskBody, type TaskOutcome } from './taskBody.ts';

/** Where each stage begins and how much of the whole it is; writing takes what is left where no leak is tested. */
const STAGES: Readonly<Record<FrameProgress['stage'], readonly [begin: number, part: number]>> = {
  reading: [0, 0.15],
  building: [0.15, 0.1],
  'leak-test': [0.25, 0.35],
  writing: [0.6, 0.4],
};

function shareOf({ stage, rows, totalRows }: FrameProgress): number {
  const [begin, part] = STAGES[stage];
  return begin + (totalRows === 0 ? 0 : part * Math.min(1, rows / totalRows));
}

/** Candles that are missing inside and could still be had, or have not been looked for a second time. */
const missingIn = ({ series }: Passport): number =>
  series
    .flatMap(({ gaps }) => gaps)
    .reduce((sum, { missing, state }) => sum + (state === 'confirmed-empty' ? 0 : missing), 0);

function said({ id, passport, rows, bytes, leakTest }: FrameExport): TaskOutcome {
  const missing = missingIn(passport);
  const result = leakTest === 'failed' || missing > 0 ? 'found' : 'ok';
  const params = { file: passport.file, rows, bytes, exportId: id, leak: leakTest, missing };
  return outcome(result, 'exported', params);
}

/** Writes the frame of a preset; why it could not is kept as a note where there is one. */
export const exporting =
  (frames: FrameService): TaskBody =>
  async ({ export: order }, signal, progress) => {
    if (order === null)
      throw new Error('this export does not say what it writes; remove it and add it again');
    const made = await frames.repeat(order, signal, (now) => progress(shareOf(now)));
    if (made.ok) return said(made.value);
    const { message: problem, note } = made.error;
    return outcome('failed', 'failed', { problem, ...(note === undefined ? {} : noteParams(note)) });
  };
