import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const READY = /^Exchange emulator on (http:\/\/127\.0\.0\.1:\d+)/;

export type Emulator = Readonly<{ url: string; close(): Promise<void> }>;

/** Starts the exchange emulator as a process of its own and waits until it says where it listens. */
export async function startEmulator(entry: string, args: readonly string[] = []): Promise<Emulator> {
  const child = spawn(process.execPath, [entry, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the exchange emulator ended with code ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = READY.exec(line)?.[1];
      if (ready !== undefined) resolve(ready);
    });
  });
  return {
    url,
    close: async () => {
      child.kill();
      await exited;
    },
  };
}
