/** Where a command writes: answers to stdout, everything else to stderr. */
export type Output = Readonly<{
  json: boolean;
  /** The one JSON document of a command, or the text a person reads. */
  answer(document: unknown, text: string): void;
  /** The same, also for a command that is meant to be ended by Ctrl-C. */
  finish(document: unknown, text: string): void;
  /** One more line of the text a person reads; nothing where the answer is a JSON document. */
  line(text: string): void;
  note(line: string): void;
  /** Replaces the progress line on a terminal; elsewhere a plain line now and then has to do. */
  progress(line: string): void;
  isTerminal: boolean;
}>;

const CLEAR_LINE = '\r\u001b[K';
/** A log file wants to know that the work goes on, not every step of it. */
const PLAIN_LINE_EVERY_MS = 10_000;

type Streams = Readonly<Record<'stdout' | 'stderr', Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>>>;

export function createOutput(json: boolean, { stdout, stderr }: Streams = process): Output {
  let hasLine = false;
  let plainLineAt = performance.now();
  const clear = (): void => {
    if (hasLine) stderr.write(CLEAR_LINE);
    hasLine = false;
  };
  const plainLine = (line: string): void => {
    if (performance.now() - plainLineAt < PLAIN_LINE_EVERY_MS) return;
    plainLineAt = performance.now();
    stderr.write(`${line}\n`);
  };
  const answer = (document: unknown, text: string): void => {
    clear();
    stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : `${text}\n`);
  };
  return {
    json,
    isTerminal: stderr.isTTY === true,
    answer,
    finish: answer,
    line: (text) => {
      if (json) return;
      clear();
      stdout.write(`${text}\n`);
    },
    note: (line) => {
      clear();
      stderr.write(`${line}\n`);
    },
    progress: (line) => {
      if (!stderr.isTTY) return plainLine(line);
      stderr.write(`${CLEAR_LINE}${line.slice(0, (stderr.columns || 80) - 1)}`);
      hasLine = true;
    },
  };
}

type Align = 'left' | 'right';

/** Returns rows as a table of padded columns under their titles; numbers go right. */
export function table(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly Align[] = [],
): string {
  const widths = titles.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (align[i] === 'right' ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd();
  return [line(titles), ...rows.map(line)].join('\n');
}
