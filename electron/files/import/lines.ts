import { TextDecoder } from 'node:util';
import { parse } from 'csv-parse/sync';
import { FileProblem } from './fileProblem.ts';

/** No table has lines like that; a file of one such line must not fill the memory. */
const LONGEST_LINE = 1 << 20;

function decoderFor(first: Uint8Array): TextDecoder {
  // MetaTrader writes UTF-16.
  if (first[0] === 0xff && first[1] === 0xfe) return new TextDecoder('utf-16le');
  if (first[0] === 0xfe && first[1] === 0xff) return new TextDecoder('utf-16be');
  if (first.subarray(0, 4_096).includes(0)) {
    throw new FileProblem('binary', 'the file is not text, and of no kind of file Candlekeep reads');
  }
  return new TextDecoder('utf-8');
}

/** Gives the text of a file in pieces, its byte order mark left out. */
export async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  for await (const piece of bytes) {
    decoder ??= decoderFor(piece);
    yield decoder.decode(piece, { stream: true });
  }
}

/** Gives the lines of a text, some thousands at a time. */
export async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = '';
  for await (const piece of text) {
    const lines = (rest + piece).split(/\r?\n/);
    rest = lines.pop()!;
    if (rest.length > LONGEST_LINE || lines.some((line) => line.length > LONGEST_LINE)) {
      throw new FileProblem(
        'not-candles',
        'a line of the file is longer than a million characters: not a table',
      );
    }
    yield lines;
  }
  if (rest !== '') yield [rest];
}

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Returns what separates the columns: what the fullest lines have most of. */
export function delimiterOf(lines: readonly string[]): string {
  const most = (delimiter: string): number =>
    Math.max(0, ...lines.map((line) => line.split(delimiter).length));
  return DELIMITERS.reduce<string>((best, one) => (most(one) > most(best) ? one : best), ',');
}

/** Parts a line. Quotes are rare in candles and dear to look for, so only a line that has one goes through csv-parse. */
export function cellsOf(line: string, delimiter: string): readonly string[] {
  if (!line.includes('"')) return line.split(delimiter);
  try {
    const rows: string[][] = parse(line, { delimiter, relax_quotes: true, relax_column_count: true });
    return rows[0] ?? [];
  } catch {
    return [line];
  }
}
