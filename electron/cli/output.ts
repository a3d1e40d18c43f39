/** Where a command writes: answers to stdout, everything else to stderr. */
export type Output = Readonly<{
  json: boolean;
  /** The one JSON document of a command, or the text a person reads. */
  answer(document: unknown, text: string): void;
  note(line: string): void;
  /** Replaces the progress line on a terminal; writes nothing where there is none. */
  progress(line: string): void;
  isTerminal: boolean;
}>;

const CLEAR_LINE = '\r\u001b[K';

export function createOutput(json: boolean): Output {
  const { stdout, stderr } = process;
  let hasLine = false;
  const clear = (): void => {
    if (hasLine) stderr.write(CLEAR_LINE);
    hasLine = false;
  };
  return {
    json,
    isTerminal: stderr.isTTY,
    answer: (document, text) => {
      clear();
      stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : `${text}\n`);
    },
    note: (line) => {
      clear();
      stderr.write(`${line}\n`);
    },
    progress: (line) => {
      if (!stderr.isTTY) return;
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
