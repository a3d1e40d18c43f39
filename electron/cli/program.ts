import type { Log } from '../platform/log.ts';
import type { Output } from './output.ts';

/** What every command is given. */
export type Session = Readonly<{
  dataDir: string;
  version: string;
  output: Output;
  log: Log;
  /** Aborted by Ctrl-C and by a request to terminate. */
  signal: AbortSignal;
}>;

/** Runs a command and returns the exit code of the program. */
export type Run<Options> = (session: Session, options: Options) => Promise<number>;
