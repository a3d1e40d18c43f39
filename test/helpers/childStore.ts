import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const scriptOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** A process of its own that writes pages to a store, one after the other, until it is killed. */
export type ChildStore = Readonly<{
  /** Waits until that many pages have been written since the start. */
  pages(count: number): Promise<void>;
  /** Ends the process as a power cut would: nothing of it runs any more. */
  kill(): Promise<void>;
}>;

/** Starts one that writes at random places; rejects with what the child said if it cannot open the store. */
export const startChildStore = (dataDir: string, seed: number): Promise<ChildStore> =>
  startChild('./killLoop.ts', [dataDir, String(seed)]);

/** Starts one that imports a file, taking its candles where others are stored; the clock stands at `now`. */
export const startChildImport = (dataDir: string, path: string, now: number): Promise<ChildStore> =>
  startChild('./killImport.ts', [dataDir, path, String(now)]);

async function startChild(script: string, args: readonly string[]): Promise<ChildStore> {
  const child = spawn(process.execPath, [scriptOf(script), ...args], {
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
