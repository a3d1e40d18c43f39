import type { FramePreset } from '../../../shared/domain/frame.ts';
import type { ExportOrder } from '../../../shared/domain/schedule.ts';
import { HistoryDays } from '../../../shared/domain/series.ts';

/** What a repeated export writes, as it is typed. */
export type ExportForm = Readonly<{
  /** Empty until one is chosen. */
  preset: string;
  /** Empty for what the preset says. */
  reach: string;
  file: string;
  /** Empty for the exports folder of the data directory. */
  folder: string;
  ifThere: ExportOrder['ifThere'];
  leakTest: boolean;
}>;

export type ExportProblems = Readonly<Partial<Record<'preset' | 'reach' | 'file' | 'folder', true>>>;

/** A new file every day, so that a model can be trained again on what it saw then. */
const USUAL_FILE = '{preset}_{date}';
const LONGEST_FILE = 200;
const LONGEST_FOLDER = 900;

/** A path that begins with a drive, a share or the root, of either system. */
const WHOLE_PATH = /^([a-z]:[\\/]|[\\/])/i;

export const freshExport = (preset: string): ExportForm => ({
  preset,
  reach: '',
  file: USUAL_FILE,
  folder: '',
  ifThere: 'number',
  leakTest: true,
});

/** Returns the form of an export as it is. */
export const exportFormOf = ({ days, folder, ...rest }: ExportOrder): ExportForm => ({
  ...rest,
  folder: folder ?? '',
  reach: days === null ? '' : String(days),
});

/** Returns what has to be mended before the form can be kept. */
export function exportProblems({ preset, reach, file, folder }: ExportForm): ExportProblems {
  const isFile = file.trim() !== '' && file.trim().length <= LONGEST_FILE;
  const where = folder.trim();
  const isFolder = where === '' || (WHOLE_PATH.test(where) && where.length <= LONGEST_FOLDER);
  const isReach = reach.trim() === '' || HistoryDays.safeParse(Number(reach)).success;
  return {
    ...(preset === '' ? { preset: true } : {}),
    ...(isReach ? {} : { reach: true }),
    ...(isFile ? {} : { file: true }),
    ...(isFolder ? {} : { folder: true }),
  };
}

/** Returns what the contract wants of a form; null for one that has problems. */
export function orderOf(form: ExportForm): ExportOrder | null {
  if (Object.keys(exportProblems(form)).length > 0) return null;
  const { preset, reach, file, folder, ifThere, leakTest } = form;
  return {
    preset,
    folder: folder.trim() === '' ? null : folder.trim(),
    file: file.trim(),
    ifThere,
    leakTest,
    days: reach.trim() === '' ? null : Number(reach),
  };
}

/** Returns the days an export of this preset reaches back when nobody says otherwise; null for all or a fixed range. */
export const usualReach = (preset: FramePreset | undefined): number | null => preset?.days ?? null;
