import { parseArgs } from 'node:util';

/** What the program was started for: its window, or one command of the headless program. */
export type Launch =
  | Readonly<{ kind: 'window'; dataDir: string | null }>
  | Readonly<{ kind: 'command'; args: readonly string[] }>;

const MARK = '--cli';

/** Chromium's own switches, and in development the app's folder, come along on the command line; only ours are read. */
function namedDataDir(args: readonly string[]): string | null {
  const { values } = parseArgs({
    args: [...args],
    options: { 'data-dir': { type: 'string' } },
    strict: false,
  });
  const named = values['data-dir'];
  return typeof named === 'string' && named !== '' ? named : null;
}

/** Reads the command line, `argv` being all of it. What follows `--cli` belongs to the headless program. */
export function parseLaunch(argv: readonly string[]): Launch {
  const own = argv.slice(1);
  const mark = own.indexOf(MARK);
  const dataDir = namedDataDir(mark === -1 ? own : own.slice(0, mark));
  if (mark === -1) return { kind: 'window', dataDir };
  const args = own.slice(mark + 1);
  // A store named before the mark is meant for the command too: another one must not be touched by mistake.
  return { kind: 'command', args: dataDir === null ? args : ['--data-dir', dataDir, ...args] };
}
