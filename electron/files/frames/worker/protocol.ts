import type { ApiError } from '../../../../shared/contract/errors.ts';
import type { LeakReport, Passport } from '../../../../shared/domain/frame.ts';
import type {
  FrameOrder,
  FramePreview,
  FrameProgress,
  LeakOrder,
  WriteOrder,
} from '../../../engine/ports/frames.ts';

/** What the thread is started for; it does this one thing and ends, and its memory goes with it. */
export type FrameTask =
  | Readonly<{ kind: 'preview'; order: FrameOrder; rows: number }>
  | Readonly<{ kind: 'leak-test'; order: FrameOrder; test: LeakOrder }>
  | Readonly<{ kind: 'write'; order: WriteOrder; temporary: string }>
  | Readonly<{ kind: 'hash'; path: string }>;

export type FrameAnswers = Readonly<{
  preview: FramePreview;
  'leak-test': LeakReport;
  write: Passport;
  hash: string | null;
}>;

export type FrameReply =
  | Readonly<{ kind: 'progress'; progress: Omit<FrameProgress, 'etaMs'> }>
  | Readonly<{ kind: 'done'; answer: FrameAnswers[FrameTask['kind']] }>
  | Readonly<{ kind: 'failed'; error: ApiError }>;
