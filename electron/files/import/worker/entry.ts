import { stat } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { previewFile } from '../previewFile.ts';
import { readFile } from '../readFile.ts';
import type { ImportReply, ImportTask } from './protocol.ts';

const TELL_EVERY_MS = 200;

const port = parentPort!;
const reply = (message: ImportReply, transfer: ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer);

let toldAt = 0;
function tellRows(rows: number): void {
  const now = performance.now();
  if (now - toldAt < TELL_EVERY_MS) return;
  toldAt = now;
  reply({ kind: 'rows', rows });
}

async function run(task: ImportTask): Promise<void> {
  if (task.kind === 'preview') {
    const { size } = await stat(task.path);
    return reply({ kind: 'preview', preview: await previewFile(task.path, task.rows, size) });
  }
  const reading = await readFile(task.request, tellRows);
  // Candles share one buffer (see allocateCandles): moved, not copied.
  const buffer = reading.candles?.openTime.buffer;
  reply({ kind: 'read', reading }, buffer instanceof ArrayBuffer ? [buffer] : []);
}

port.on('message', (task: ImportTask) => {
  run(task).catch((error: unknown) =>
    reply({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});
