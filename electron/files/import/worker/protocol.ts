import type { FileReading, ReadRequest } from '../../../engine/ports/files.ts';
import type { Preview } from '../previewFile.ts';

/** What the thread is given, one at a time. */
export type ImportTask =
  | Readonly<{ kind: 'read'; request: ReadRequest }>
  | Readonly<{ kind: 'preview'; path: string; rows: number }>;

export type ImportReply =
  | Readonly<{ kind: 'rows'; rows: number }>
  | Readonly<{ kind: 'read'; reading: FileReading }>
  | Readonly<{ kind: 'preview'; preview: Preview }>
  | Readonly<{ kind: 'failed'; message: string }>;
