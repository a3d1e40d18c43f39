import type { FileMapping } from '../../../shared/domain/import.ts';
import { readTextTime, toMs, unitOf } from './fileTime.ts';
import type { RowBuffer } from './rowBuffer.ts';

/** Reads the cells of one line into the buffer. */
export type RowReader = (cells: readonly string[], line: number) => void;

const numberOf = (cell: string | undefined): number =>
  cell === undefined || cell === '' ? Number.NaN : Number(cell);

/** `1.234,5` of a table that is separated by semicolons. */
const withPoint = (cell: string | undefined): number => numberOf(cell?.replace(',', '.'));

function timeReader(mapping: FileMapping, day: number | null, buffer: RowBuffer) {
  const { time, clock, dialect, zone } = mapping;
  if (dialect === 'lean') return (cells: readonly string[]) => (day ?? Number.NaN) + numberOf(cells[time]);
  return (cells: readonly string[], line: number): number => {
    const text = cells[time] ?? '';
    const value = clock === null ? numberOf(text) : Number.NaN;
    if (Number.isFinite(value)) {
      const unit = unitOf(value);
      buffer.unit(unit, line);
      return toMs(value, unit);
    }
    const read = readTextTime(clock === null ? text : `${text} ${cells[clock] ?? ''}`, zone);
    if (read === null) return Number.NaN;
    buffer.unit('text', line);
    return read;
  };
}

/**
 * Returns what reads lines by a mapping. A line without a time or without a single price is no candle; what comes
 * before the first candle is the file's heading. Prices that cannot be are kept for the rule that counts them.
 */
export function createRowReader(
  mapping: FileMapping,
  buffer: RowBuffer,
  how: Readonly<{ day: number | null; decimalComma: boolean }>,
): RowReader {
  const toNumber = how.decimalComma ? withPoint : numberOf;
  const timeOf = timeReader(mapping, how.day, buffer);
  const { open, high, low, close, volume } = mapping;
  const fewest = Math.max(open, high, low, close);
  return (cells, line) => {
    if (cells.length === 1 && cells[0]!.trim() === '') return;
    const [o, h, l, c] = [
      toNumber(cells[open]),
      toNumber(cells[high]),
      toNumber(cells[low]),
      toNumber(cells[close]),
    ];
    const isHopeless = Number.isNaN(o) && Number.isNaN(h) && Number.isNaN(l) && Number.isNaN(c);
    const time = cells.length <= fewest || isHopeless ? Number.NaN : timeOf(cells, line);
    if (Number.isNaN(time)) {
      if (buffer.length > 0) buffer.noCandle(line);
      return;
    }
    buffer.push(line, time, o, h, l, c, volume === null ? 0 : toNumber(cells[volume]));
  };
}
