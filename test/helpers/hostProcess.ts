import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const READY = /^Candlekeep on (http:\S+)/;

export type HostProcess = Readonly<{
  /** The one-time link it printed. */
  url: string;
  /** Asks it to end, as Ctrl-C would, and waits until it has. */
  stop(): Promise<void>;
  /** Takes it away as a power cut would. */
  kill(): Promise<void>;
}>;

/** Starts the built browser host, without a window, as `npm start` does. */
export async function startHostProcess(
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
): Promise<HostProcess> {
  const args = [path.join(ROOT, 'out', 'host.js'), '--no-open', '--data-dir', dataDir];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const url = await readyUrl(child);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return { url, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the browser host ended with code ${code}`)));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const url = READY.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}
