import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Said, Told } from './standIn.ts';

const REGISTER = new URL('./register.mjs', import.meta.url).href;
/** The built program of the working copy. */
export const BUILT_MAIN = fileURLToPath(new URL('../../../out/main.js', import.meta.url));

export type AppProcess = Readonly<{
  told: readonly Told[];
  say(said: Said): void;
  /** Resolves with what the program gave when it called `what` for the nth time, the first unless told otherwise. */
  hears(what: string, nth?: number): Promise<readonly unknown[]>;
  ended: Promise<Readonly<{ code: number | null; stdout: string; stderr: string }>>;
  child: ChildProcess;
}>;

/** Starts a built out/main.js under Node with the stand-in for Electron. */
export function startApp(
  main: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): AppProcess {
  const child = spawn(process.execPath, ['--import', REGISTER, main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    env: { ...process.env, ...env },
  });
  const told: Told[] = [];
  const heard = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]!.setEncoding('utf8').on('data', (piece: string) => {
      heard[name] += piece;
    });
  }
  child.on('message', (message) => told.push(message as Told));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...heard }));
  const hears = async (what: string, nth = 1): Promise<readonly unknown[]> => {
    for (;;) {
      const found = told.filter((one) => one.what === what)[nth - 1];
      if (found !== undefined) return found.given;
      if (child.exitCode !== null) throw new Error(`it ended without ${what}: ${heard.stderr}`);
      await Promise.race([once(child, 'message'), ended]);
    }
  };
  return { told, hears, ended, child, say: (said) => void child.send(said) };
}
