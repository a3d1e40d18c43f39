import type { CsvFormat } from '../../../shared/domain/frame.ts';
import type { Frame, FrameColumn } from '../../analysis/frame/build.ts';
import { cellWriter, timeWriter, type WriteCell } from './csvCells.ts';
import { TextBytes } from './textBytes.ts';

/** No cell is longer: `toFixed(15)` of 10^20 has 37 characters, a time 25. */
const LONGEST_CELL = 48;
const BLOCK = 1_048_576;
const LINE_FEED = 10;

type Cell = Readonly<{ values: Float64Array; write: WriteCell }>;

/** Columns that follow each other and read the same row of the same series. */
type Group = Readonly<{ rows: Int32Array | null; cells: Cell[] }>;

function groupsOf(columns: readonly FrameColumn[], format: CsvFormat): Group[] {
  const groups: Group[] = [];
  for (const column of columns) {
    const cell = { values: column.values, write: cellWriter(column, format) };
    const last = groups.at(-1);
    if (last !== undefined && last.rows === column.rows) last.cells.push(cell);
    else groups.push({ rows: column.rows, cells: [cell] });
  }
  return groups;
}

/** Writes a group's cells at one row of its values, each with the separator before it; −1 is a row of empty cells. */
function writeCells(text: TextBytes, { cells }: Group, row: number, separator: number): void {
  for (const { values, write } of cells) {
    text.byte(separator);
    const value = row < 0 ? Number.NaN : values[row]!;
    if (!Number.isNaN(value)) write(text, value);
  }
}

type WriteRow = (text: TextBytes, row: number) => void;

/** Joined groups that follow each other: a joined candle stands in many rows, and is written out once. */
function remembering(groups: readonly Group[], separator: number): WriteRow {
  const parts = groups.map((group) => ({
    group,
    rows: group.rows!,
    last: Number.NaN,
    text: new TextBytes(group.cells.length * LONGEST_CELL),
  }));
  const whole = new TextBytes(parts.reduce((size, { text }) => size + text.bytes.length, 0));
  let written = whole.written;
  const renew = (row: number): void => {
    whole.at = 0;
    for (const part of parts) {
      if (part.rows[row] !== part.last) {
        part.last = part.rows[row]!;
        part.text.at = 0;
        writeCells(part.text, part.group, part.last, separator);
      }
      whole.copy(part.text.written);
    }
    written = whole.written;
  };
  return (text, row) => {
    for (let i = 0; i < parts.length; i += 1) {
      const part = parts[i]!;
      if (part.rows[row] === part.last) continue;
      renew(row);
      break;
    }
    text.copy(written);
  };
}

/** Returns writers that make a row together, in the order of the columns. */
function rowWriters(groups: readonly Group[], separator: number): WriteRow[] {
  const writers: WriteRow[] = [];
  for (let i = 0; i < groups.length; ) {
    const group = groups[i]!;
    let end = i + 1;
    if (group.rows === null) writers.push((text, row) => writeCells(text, group, row, separator));
    else {
      while (end < groups.length && groups[end]!.rows !== null) end += 1;
      writers.push(remembering(groups.slice(i, end), separator));
    }
    i = end;
  }
  return writers;
}

export type CsvBlock = Readonly<{ bytes: Uint8Array; rows: number }>;

/**
 * Gives a frame as CSV in blocks of about a megabyte: lines end with LF, an empty cell is empty, a number has every
 * digit that counts or exactly `decimals`. All of it is ASCII; there are no text cells, and no cell begins with a
 * character that a spreadsheet takes for a formula, other than the minus of a number. A block is valid until the next one
 * is asked for: all are made in one memory.
 */
export function* csvBlocks(frame: Frame, format: CsvFormat): Generator<CsvBlock> {
  const { separator, header, time } = format;
  const names = ['timestamp', ...frame.columns.map(({ name }) => name)].join(separator);
  const longestRow = (frame.columns.length + 1) * LONGEST_CELL;
  const size = BLOCK + Math.max(longestRow, names.length + 1);
  const text = new TextBytes(size);
  const stamp = timeWriter(time);
  const writers = rowWriters(groupsOf(frame.columns, format), separator.charCodeAt(0));
  if (header) text.ascii(`${names}\n`);
  let rows = 0;
  for (let row = frame.first; row < frame.end; row += 1) {
    if (text.at >= BLOCK) {
      yield { bytes: text.written, rows };
      text.at = 0;
      rows = 0;
    }
    stamp(text, frame.openTime[row]!);
    for (const write of writers) write(text, row);
    text.byte(LINE_FEED);
    rows += 1;
  }
  if (text.at > 0) yield { bytes: text.written, rows };
}
