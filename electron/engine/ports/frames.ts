import type { FrameRows } from '../../../shared/contract/calls/frames.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { EventPayloads } from '../../../shared/contract/events.ts';
import type { FrameFormat, FrameSpec, LeakReport, Passport } from '../../../shared/domain/frame.ts';
import type { Result } from '../../../shared/lib/result.ts';
import type { Beside, SeriesCandles } from '../../analysis/frame/sources.ts';

export type { Beside, FrameMaterial, SeriesCandles } from '../../analysis/frame/sources.ts';

/** What was read of a series that is named in the passport; its hash is made of `candles` where they are. */
export type SeriesFacts = Omit<Passport['series'][number], 'sha256'>;

/** A frame to be made. Its candles are given away: whoever sends them has them no more. */
export type FrameOrder = Readonly<{
  spec: FrameSpec;
  series: readonly SeriesCandles[];
  beside: readonly Beside[];
}>;

/** A passport as far as it is known before the file is closed; this much lies inside a Parquet file. */
export type InnerPassport = Omit<Passport, 'file' | 'bytes' | 'sha256'>;

export type LeakOrder = Readonly<{ rows: number; seed: number }>;

/** What is written about a frame: facts to make a passport of, or a passport of before, to write the same file again. */
export type Description =
  | Readonly<{ kind: 'new'; candlekeep: string; createdAt: string; series: readonly SeriesFacts[] }>
  | Readonly<{ kind: 'again'; inner: InnerPassport }>;

export type WriteOrder = FrameOrder &
  Readonly<{
    format: FrameFormat;
    /** Null writes nothing and says what would have been written. */
    path: string | null;
    overwrite: boolean;
    leakTest: LeakOrder | null;
    description: Description;
  }>;

export type FrameProgress = EventPayloads['frames.progress'];
export type OnFrameProgress = (progress: FrameProgress) => void;

export type FramePreview = Readonly<{ first: FrameRows; last: FrameRows; rows: number }>;

type Answer<T> = Promise<Result<T, ApiError>>;

/** Builds, tests and writes frames on a thread of its own. Aborting ends it at once and leaves no file. */
export interface FrameMaker {
  preview(order: FrameOrder, rows: number, signal: AbortSignal): Answer<FramePreview>;
  leakTest(
    order: FrameOrder,
    test: LeakOrder,
    onProgress: OnFrameProgress,
    signal: AbortSignal,
  ): Answer<LeakReport>;
  /** Writes the frame and, beside it, its passport. */
  write(order: WriteOrder, onProgress: OnFrameProgress, signal: AbortSignal): Answer<Passport>;
  /** Says before any work whether a file can be made there. */
  whyNotWritable(path: string, overwrite: boolean): Promise<ApiError | null>;
  readPassport(path: string): Answer<Passport>;
  /** The file of a passport beside it, wherever both were moved and whatever it is called now; null when it is gone. */
  fileOf(
    passportPath: string,
    passport: Passport,
  ): Promise<Readonly<{ name: string; sha256: string }> | null>;
  /** Returns the path of a file in a folder; null is the `exports` folder of the data directory. */
  pathIn(folder: string | null, name: string): string;
}
