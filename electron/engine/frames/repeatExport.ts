import type { CallReceived } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { exportFileName, numbered } from '../../../shared/domain/exportName.ts';
import { type FrameExport, type FramePreset, specOfPreset } from '../../../shared/domain/frame.ts';
import type { FrameNote } from '../../../shared/domain/frameNote.ts';
import type { ExportOrder } from '../../../shared/domain/schedule.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import { frameNoteText } from '../../../shared/words/frameNotes.ts';
import type { EngineContext } from '../context.ts';
import type { FrameMaker } from '../ports/frames.ts';

type Surroundings = Pick<EngineContext, 'store' | 'clock'> & Readonly<{ maker: FrameMaker }>;
type Write = (request: CallReceived<'frames.export'>) => Promise<Result<FrameExport, ApiError>>;

/** Files of one name that are counted up; a folder with more of them has been forgotten. */
const MOST_OF_A_NAME = 1_000;

/** Returns the refusal of a preset that is not there. */
export function noPreset(preset: string): ApiError {
  const note: FrameNote = { code: 'preset-missing', preset };
  return { code: 'not-found', message: frameNoteText(note, 'en'), note };
}

/** Returns where a file goes that replaces none: under its own name, or that name with the first number that is free. */
async function freePath(
  maker: FrameMaker,
  folder: string | null,
  name: string,
): Promise<Result<string, ApiError>> {
  let refused: ApiError | null = null;
  for (let number = 1; number <= MOST_OF_A_NAME; number += 1) {
    const path = maker.pathIn(folder, number === 1 ? name : numbered(name, number));
    refused = await maker.whyNotWritable(path, false);
    if (refused === null) return succeed(path);
    if (refused.code !== 'file-exists') break;
  }
  return fail(refused!);
}

/** Writes what a preset says at this moment, under the name its pattern has now. */
export async function repeatExport(
  { store, clock, maker }: Surroundings,
  { preset: name, folder, file, ifThere, leakTest, days }: ExportOrder,
  write: Write,
): Promise<Result<FrameExport, ApiError>> {
  const stored = (await store.read.framePresets()).find((preset) => preset.name === name);
  if (stored === undefined) return fail(noPreset(name));
  const now = clock.now();
  const preset: FramePreset = days === null ? stored : { ...stored, days };
  const { spec, format } = preset;
  const fileName = exportFileName(file, { preset: name, spec, format }, now);
  const path =
    ifThere === 'replace' ? succeed(maker.pathIn(folder, fileName)) : await freePath(maker, folder, fileName);
  if (!path.ok) return path;
  return write({
    spec: specOfPreset(preset, now),
    format,
    path: path.value,
    overwrite: ifThere === 'replace',
    leakTest,
    preset: name,
  });
}
