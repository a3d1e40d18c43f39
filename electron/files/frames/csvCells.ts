import type { CsvFormat } from '../../../shared/domain/frame.ts';
import { DAY, SECOND } from '../../../shared/domain/time.ts';
import type { FrameColumn } from '../../analysis/frame/build.ts';
import { TextBytes } from './textBytes.ts';

export type WriteCell = (text: TextBytes, value: number) => void;

const ISO = '1970-01-01T00:00:00+00:00';
const HOURS_AT = ISO.indexOf('T') + 1;
const MINUTES_AT = HOURS_AT + 3;
const SECONDS_AT = MINUTES_AT + 3;

/**
 * Returns a writer of ISO times, `2026-03-01T15:00:00+00:00`. Rows follow each other within a day, so the day's text is
 * made once and not for every row.
 */
function isoWriter(): WriteCell {
  let day = Number.NaN;
  const stamp = new TextBytes(ISO.length);
  stamp.ascii(ISO);
  return (text, time) => {
    const today = Math.floor(time / DAY);
    if (today !== day) {
      day = today;
      stamp.at = 0;
      stamp.ascii(new Date(today * DAY).toISOString().slice(0, HOURS_AT));
    }
    const second = ((time - today * DAY) / SECOND) | 0;
    const minute = (second / 60) | 0;
    const hour = (minute / 60) | 0;
    stamp.twoDigitsAt(HOURS_AT, hour);
    stamp.twoDigitsAt(MINUTES_AT, minute - 60 * hour);
    stamp.twoDigitsAt(SECONDS_AT, second - 60 * minute);
    text.copy(stamp.bytes);
  };
}

/** Returns a writer of numbers that remembers how many digits the last one had after the point. */
function everyDigit(): WriteCell {
  let places = 0;
  return (text, value) => {
    places = text.number(value, places);
  };
}

/** Returns a writer of times in the form that was asked for; seconds and milliseconds are since 1970. */
export function timeWriter(time: CsvFormat['time']): WriteCell {
  if (time === 'iso') return isoWriter();
  const write = everyDigit();
  return time === 'ms' ? write : (text, value) => write(text, value / SECOND);
}

/** Returns the writer of a column's cells; empty ones are not given to it. */
export function cellWriter({ kind }: FrameColumn, { decimals, time }: CsvFormat): WriteCell {
  if (kind === 'time') return timeWriter(time);
  if (kind === 'mask' || decimals === null) return everyDigit();
  return (text, value) => text.ascii(value.toFixed(decimals));
}
