import { parentPort, workerData } from 'node:worker_threads';
import type { FrameProgress } from '../../../engine/ports/frames.ts';
import { FileTrouble } from '../fileTrouble.ts';
import { hashFile, leakTestFrame, previewFrame, writeFrame } from './makeFrame.ts';
import type { FrameAnswers, FrameReply, FrameTask } from './protocol.ts';

const port = parentPort!;
const task = workerData as FrameTask;
const reply = (message: FrameReply): void => port.postMessage(message);
const tell = (progress: Omit<FrameProgress, 'etaMs'>): void => reply({ kind: 'progress', progress });

async function work(): Promise<FrameAnswers[FrameTask['kind']]> {
  switch (task.kind) {
    case 'preview':
      return previewFrame(task.order, task.rows, tell);
    case 'leak-test':
      return leakTestFrame(task.order, task.test, tell);
    case 'write':
      return writeFrame(task.order, task.temporary, tell);
    case 'hash':
      return hashFile(task.path);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

try {
  reply({ kind: 'done', answer: await work() });
} catch (error) {
  const reason =
    error instanceof FileTrouble
      ? error.reason
      : { code: 'internal' as const, message: `the frame could not be made: ${messageOf(error)}` };
  reply({ kind: 'failed', error: reason });
}
