import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./killLoop.ts', import.meta.url));

/** A process of its own that writes pages to a store, one after the other, until it is killed. */
export type ChildStore = Readonly<{
  /** Waits until that many pages have been written since the start. */
  pages(count: number): Promise<void>;
  /** Ends the process as a power cut would: nothing of it runs any more. */
  kill(): Promise<void>;
}>;

/** Starts one; rejects with what the child said if it cannot open the store. */
export async function startChildStore(dataDir: string, seed: number): Promise<ChildStore> {
  const child = spawn(process.execPath, [SCRIPT, dataDir, String(seed)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = -1;
  let errors = '';
  let wake = (): void => undefined;
  const exited = once(child, 'exit').then(() => wake());
  child.stderr.on('data', (text) => {
    errors += text;
  });
  child.stdout.on('data', (text: Buffer) => {
    written += text.toString().split('\n').length - 1;
    wake();
  });
  const reached = async (count: number): Promise<void> => {
    while (written < count) {
      if (child.exitCode !== null) throw new Error(`the child ended: ${errors}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  await reached(0);
  return {
    pages: reached,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
