import type { TimeUnit } from '../../../shared/domain/import.ts';
import { FileProblem } from './fileProblem.ts';

/** More rows than this in one file (eight years of minutes) are refused: the buffer stays within 250 MB. */
export const MOST_ROWS = 4_200_000;
/** Lines named of each kind of trouble. */
export const LINES_NAMED = 100;

/** Rows of a file as read: any order, anything wrong, each with its line. */
export type RawRows = Readonly<{
  length: number;
  time: Float64Array;
  open: Float64Array;
  high: Float64Array;
  low: Float64Array;
  close: Float64Array;
  volume: Float64Array;
  line: Uint32Array;
}>;

/** Lines of one kind of trouble: how many, and the first of them. */
export type Tally = { count: number; lines: number[] };

export function tell(tally: Tally, line: number): void {
  tally.count += 1;
  if (tally.lines.length < LINES_NAMED) tally.lines.push(line);
}

export const newTally = (): Tally => ({ count: 0, lines: [] });

export type RowBuffer = Readonly<{
  push(
    line: number,
    time: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
  ): void;
  /** A line after the first row that is not a row. */
  noCandle(line: number): void;
  /** Notes in which unit the time of a row was written. */
  unit(unit: TimeUnit, line: number): void;
  rows(): RawRows;
  readonly length: number;
  readonly notCandles: Tally;
  readonly units: ReadonlyMap<TimeUnit, Tally>;
}>;

const FIRST_SIZE = 65_536;

const grown = (column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> => {
  const bigger = new Float64Array(column.length * 2);
  bigger.set(column);
  return bigger;
};

/** Collects rows in columns that double when they are full: an array of objects would take ten times the memory. */
export function createRowBuffer(): RowBuffer {
  let columns = Array.from({ length: 6 }, () => new Float64Array(FIRST_SIZE));
  let lines = new Uint32Array(FIRST_SIZE);
  let length = 0;
  const notCandles = newTally();
  const units = new Map<TimeUnit, Tally>();
  const grow = (): void => {
    if (length >= MOST_ROWS) {
      throw new FileProblem(
        'too-large',
        `the file has more than ${MOST_ROWS} rows; split it into smaller ones`,
      );
    }
    columns = columns.map(grown);
    const more = new Uint32Array(lines.length * 2);
    more.set(lines);
    lines = more;
  };
  return {
    push: (line, time, open, high, low, close, volume) => {
      if (length === lines.length) grow();
      columns[0]![length] = time;
      columns[1]![length] = open;
      columns[2]![length] = high;
      columns[3]![length] = low;
      columns[4]![length] = close;
      columns[5]![length] = volume;
      lines[length] = line;
      length += 1;
    },
    noCandle: (line) => tell(notCandles, line),
    unit: (unit, line) => {
      const tally = units.get(unit) ?? newTally();
      units.set(unit, tally);
      tell(tally, line);
    },
    rows: () => {
      const [time, open, high, low, close, volume] = columns.map((column) => column.subarray(0, length));
      return {
        length,
        time: time!,
        open: open!,
        high: high!,
        low: low!,
        close: close!,
        volume: volume!,
        line: lines.subarray(0, length),
      };
    },
    get length() {
      return length;
    },
    notCandles,
    units,
  };
}
