import { type Found, mappingOf } from '../dialects.ts';
import { FileProblem } from '../fileProblem.ts';
import { cellsOf, delimiterOf, linesOf } from '../lines.ts';
import { createRowReader } from '../rowReader.ts';
import type { Reading, SourceContext } from './source.ts';

/** Lines looked at before the rest is read. */
const HEAD = 40;

/** The first lines of a table in cells. */
export type TableHead = Readonly<{
  lines: readonly string[];
  delimiter: string;
  rows: readonly (readonly string[])[];
}>;

export function headOf(lines: readonly string[]): TableHead {
  const looked = lines.slice(0, HEAD);
  const delimiter = delimiterOf(looked);
  return { lines, delimiter, rows: looked.map((line) => cellsOf(line, delimiter)) };
}

function readingOf({ given, name }: SourceContext, head: TableHead): Found {
  if (given !== null) return { mapping: given, isSpot: false };
  const found = mappingOf({ rows: head.rows, name });
  if (found !== null) return found;
  const widest = Math.max(0, ...head.rows.map((row) => row.length));
  if (widest < 5) throw new FileProblem('not-candles', 'the file is not a table of candles');
  throw new FileProblem('needs-mapping', 'it is not clear which column is which; choose them in the mapping');
}

/** Reads a table of text, line by line. */
export async function readCsv(context: SourceContext, text: AsyncIterable<string>): Promise<Reading> {
  const waiting: string[] = [];
  let reading: Found | null = null;
  let take: ((line: string) => void) | null = null;
  const begin = (): void => {
    const head = headOf(waiting);
    reading = readingOf(context, head);
    const how = { day: context.name.day, decimalComma: head.delimiter === ';' };
    const readRow = createRowReader(reading.mapping, context.buffer, how);
    let number = 0;
    take = (line) => {
      number += 1;
      readRow(cellsOf(line, head.delimiter), number);
    };
    waiting.splice(0).forEach(take);
  };
  for await (const lines of linesOf(text)) {
    if (take === null) {
      waiting.push(...lines);
      if (waiting.length >= HEAD) begin();
    } else {
      for (const line of lines) (take as (line: string) => void)(line);
    }
    context.onRows(context.buffer.length);
  }
  if (waiting.length > 0) begin();
  if (reading === null) throw new FileProblem('empty', 'the file is empty');
  return { ...(reading as Found), closedUntil: null };
}
