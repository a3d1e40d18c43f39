import { Worker } from 'node:worker_threads';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { FrameOrder, OnFrameProgress } from '../../engine/ports/frames.ts';
import type { FrameAnswers, FrameReply, FrameTask } from './worker/protocol.ts';

/** Rows that are written are garbage at once: a small nursery keeps the thread small. */
const YOUNG_MB = 16;

const CANCELLED: ApiError = { code: 'cancelled', message: 'the frame was cancelled; no file was left' };

/** Memories of the candles of an order; they are moved to the thread and not copied. */
function memoriesOf({ series }: FrameOrder): ArrayBuffer[] {
  const buffers = series.flatMap(({ candles }) => Object.values(candles).map((column) => column.buffer));
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer);
}

/** Tells progress with the time left, taken from the pace of the stage it is in. */
function withTimeLeft(
  onProgress: OnFrameProgress,
): (progress: Omit<Parameters<OnFrameProgress>[0], 'etaMs'>) => void {
  let stage = '';
  let since = 0;
  return (progress) => {
    if (progress.stage !== stage) {
      stage = progress.stage;
      since = performance.now();
    }
    const { rows, totalRows } = progress;
    const elapsed = performance.now() - since;
    onProgress({ ...progress, etaMs: rows === 0 ? null : (elapsed * (totalRows - rows)) / rows });
  };
}

/**
 * Does one task on a thread of its own, which ends with it. Aborting ends the thread in the middle of its work;
 * `settled` has to clear away what it left.
 */
export function runFrameTask<T extends FrameTask>(
  entry: URL,
  task: T,
  onProgress: OnFrameProgress,
  signal: AbortSignal,
): Promise<Result<FrameAnswers[T['kind']], ApiError>> {
  if (signal.aborted) return Promise.resolve(fail(CANCELLED));
  const worker = new Worker(entry, {
    workerData: task,
    transferList: 'order' in task ? memoriesOf(task.order) : [],
    name: `frame-${task.kind}`,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const tell = withTimeLeft(onProgress);
  let outcome: Result<FrameAnswers[T['kind']], ApiError> | null = null;
  const stop = (): void => {
    outcome ??= fail(CANCELLED);
    void worker.terminate();
  };
  signal.addEventListener('abort', stop, { once: true });
  worker.on('message', (reply: FrameReply) => {
    if (reply.kind === 'progress') tell(reply.progress);
    else if (reply.kind === 'failed') outcome ??= fail(reply.error);
    else outcome ??= succeed(reply.answer as FrameAnswers[T['kind']]);
  });
  worker.on('error', (error) => {
    outcome ??= fail({ code: 'internal', message: `the frame could not be made: ${error.message}` });
  });
  return new Promise((resolve) => {
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop);
      resolve(outcome ?? fail({ code: 'internal', message: 'the thread of the frame ended by itself' }));
    });
  });
}
