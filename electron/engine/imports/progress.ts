import type { EngineContext } from '../context.ts';

export type ImportProgress = Readonly<{
  /** The file at hand has been read so far. */
  rows(rows: number): void;
  fileDone(): void;
}>;

/** Tells how far a run through files is; the time left is judged by files done, once there are some. */
export function createImportProgress(
  { publish, clock }: Pick<EngineContext, 'publish' | 'clock'>,
  totalFiles: number,
): ImportProgress {
  const startedAt = clock.now();
  let files = 0;
  const tell = (rows: number): void => {
    const elapsed = clock.now() - startedAt;
    const etaMs = files === 0 ? null : Math.max(0, (elapsed / files) * (totalFiles - files));
    publish('imports.progress', { files, totalFiles, rows, etaMs });
  };
  tell(0);
  return {
    rows: tell,
    fileDone: () => {
      files += 1;
      tell(0);
    },
  };
}
