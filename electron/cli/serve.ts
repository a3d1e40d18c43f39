import type { Command } from 'commander';
import { BackendStartError } from '../engine/ports/backend.ts';
import { createFileLog } from '../platform/fileLog.ts';
import type { Log } from '../platform/log.ts';
import { defaultDataDir } from '../platform/paths.ts';
import { programVersion } from '../resources.ts';
import { StoreError } from '../store/errors.ts';
import { CommandFailure, explain, Interrupted } from './failure.ts';
import { createOutput, type Output } from './output.ts';
import type { Run } from './program.ts';

export const INTERRUPTED = 130;
const FAILED = 1;

type GlobalOptions = Readonly<{ json?: boolean; dataDir?: string }>;

/** Hangs a command's work on its command line; `signal` is Ctrl-C. */
type Serve = <Options>(command: Command, run: Run<Options>, positional?: readonly string[]) => void;

/** Returns what went wrong in a sentence for the person who typed the command. */
function sentence(error: unknown, log: Log): string {
  if (error instanceof CommandFailure) return error.message;
  if (error instanceof BackendStartError) return explain(error.reason);
  if (error instanceof StoreError && error.code !== 'internal') return explain(error);
  const message = error instanceof Error ? error.message : String(error);
  log.error('a command failed', { message, stack: error instanceof Error ? error.stack : undefined });
  return `something unexpected happened (${message}); the log in the data directory has the details`;
}

/** Whoever has interrupted a command is not answered any more, even if the answer was on its way. */
const untilInterrupted = (output: Output, signal: AbortSignal): Output => ({
  ...output,
  answer: (document, text) => {
    if (!signal.aborted) output.answer(document, text);
  },
});

export const createServe =
  (signal: AbortSignal): Serve =>
  (command, run, positional = []) => {
    command.action(async (...given: unknown[]) => {
      const { json, dataDir: named, ...options } = command.optsWithGlobals<GlobalOptions>();
      const args = Object.fromEntries(positional.map((name, i) => [name, given[i]]));
      const dataDir = named ?? defaultDataDir();
      const output = untilInterrupted(createOutput(json === true), signal);
      const log = createFileLog({ dataDir, console: output.isTerminal ? 'silent' : 'info' });
      const session = { dataDir, version: programVersion(), output, log, signal };
      try {
        process.exitCode = await run(session, { ...options, ...args } as Parameters<typeof run>[1]);
      } catch (error) {
        if (!(error instanceof Interrupted)) output.note(`error: ${sentence(error, log)}`);
        process.exitCode = error instanceof Interrupted ? INTERRUPTED : FAILED;
      }
    });
  };
