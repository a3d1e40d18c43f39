import { parentPort } from 'node:worker_threads';
import type { StoreRequest } from '../../electron/store/worker/protocol.ts';

/** A store thread that opens and then fails in the ways a real one might, by the name of the call. */
const port = parentPort!;
port.on('message', (request: StoreRequest) => {
  if (request.kind === 'close') return port.close();
  if (request.name === 'throw') throw new Error('out of luck');
  if (request.name === 'end') process.exit(3);
});
port.postMessage({ kind: 'ready', crashed: false });
