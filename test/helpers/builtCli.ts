import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLI = `${ROOT}out/cli.js`;

type Built = Readonly<{ ensureBuilt(node: string, targets: readonly string[]): Promise<void> }>;

/** Builds out/ unless it is newer than its sources, as `npm run cli` does. */
export async function ensureCliBuilt(): Promise<void> {
  const { ensureBuilt } = (await import(pathToFileURL(`${ROOT}build/run/built.mjs`).href)) as Built;
  await ensureBuilt(process.execPath, ['node']);
}

type CliEnd = Readonly<{ code: number | null; signal: NodeJS.Signals | null }>;
export type CliResult = CliEnd & Readonly<{ stdout: string; stderr: string }>;

export type CliProcess = Readonly<{
  child: ChildProcess;
  /** Resolves with the first line or piece of stderr that `wanted` accepts; rejects when the program ends first. */
  says(wanted: RegExp): Promise<void>;
  ended: Promise<CliResult>;
}>;

export type CliEnvironment = Readonly<Record<string, string | undefined>>;

/** Starts a program whose output is gathered, pipes instead of a terminal. */
export function startProgram(file: string, args: readonly string[], env: CliEnvironment): CliProcess {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const heard = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (piece: string) => {
      heard[name] += piece;
    });
  }
  const ended = once(child, 'close').then(
    ([code, signal]): CliResult => ({ code, signal, ...heard }) as CliResult,
  );
  const says = (wanted: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!wanted.test(heard.stderr)) return;
        child.stderr.off('data', look);
        resolve();
      };
      child.stderr.on('data', look);
      look();
      ended.then(() => reject(new Error(`it ended without saying ${wanted}: ${heard.stderr}`)), reject);
    });
  return { child, says, ended };
}

/** Starts the built headless program under the Node that runs the tests, which is the project's own. */
export const startCli = (args: readonly string[], env: CliEnvironment = {}): CliProcess =>
  startProgram(process.execPath, [CLI, ...args], env);

export const runCli = (args: readonly string[], env: CliEnvironment = {}): Promise<CliResult> =>
  startCli(args, env).ended;

/** Returns the command line that starts the built program, for programs that start it themselves. */
export const cliCommand = (args: readonly string[]): string[] => [process.execPath, CLI, ...args];
