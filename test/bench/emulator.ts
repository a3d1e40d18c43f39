import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

type Emulator = Readonly<{ url: string; close(): Promise<void> }>;

/** Starts the emulator as a process of its own, so that its work is not taken for the engine's. */
export async function startEmulator(symbols: readonly string[]): Promise<Emulator> {
  const child = spawn(process.execPath, ['test/exchange/cli.ts', '--symbols', symbols.join(',')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    const url = /http:\S+/.exec(line)?.[0];
    if (url === undefined) continue;
    const close = async (): Promise<void> => {
      child.kill();
      await once(child, 'exit');
    };
    return { url, close };
  }
  throw new Error('the emulator ended before it was ready');
}
