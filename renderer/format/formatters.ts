import type { Language } from '../i18n/languages.ts';
import { createDurationFormat } from './duration.ts';
import { createLatencyFormat } from './latency.ts';
import { createMarkFormat, formatStamp, formatTime, type TimeUnit, type Zone } from './time.ts';

/** How the window writes what it knows, in one language and one zone. */
export type Formatters = Readonly<{
  language: Language;
  zone: Zone;
  count(value: number): string;
  /** A share from 0 to 1. Only what is whole is 100 %: 0.99999 is 99.99 %. */
  percent(fraction: number): string;
  /** A share in whole per cents, where nobody needs more. */
  part(fraction: number): string;
  price(value: number, decimals: number): string;
  bytes(value: number): string;
  /** Milliseconds with a sign, as a clock's offset is written. */
  offset(ms: number): string;
  duration(ms: number): string;
  /** A short wait, finer than a duration. */
  latency(ms: number): string;
  time(ms: number): string;
  /** The time with its seconds. */
  stamp(ms: number): string;
  /** A mark of a time axis. */
  mark(ms: number, unit: TimeUnit): string;
}>;

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

function createBytesFormat(language: string): (value: number) => string {
  return (value) => {
    const step = value < 1 ? 0 : Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(value) / 3));
    return new Intl.NumberFormat(language, {
      style: 'unit',
      unit: BYTE_UNITS[step]!,
      unitDisplay: 'short',
      maximumFractionDigits: step < 2 ? 0 : 1,
    }).format(value / 1000 ** step);
  };
}

/** Returns the formatters for one language and zone; making them is the dear part, so they are made once a change. */
export function createFormatters(language: Language, zone: Zone): Formatters {
  // Four digits are grouped too, in Spanish as well: columns of numbers line up only if all of them are.
  const count = new Intl.NumberFormat(language, { maximumFractionDigits: 0, useGrouping: 'always' });
  const percent = new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const part = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const offset = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'millisecond',
    signDisplay: 'exceptZero',
    maximumFractionDigits: 0,
  });
  const duration = createDurationFormat(language);
  return {
    language,
    zone,
    count: (value) => count.format(value),
    percent: (fraction) => percent.format(Math.floor(fraction * 10_000 + 1e-9) / 10_000),
    part: (fraction) => part.format(fraction),
    price: (value, decimals) =>
      new Intl.NumberFormat(language, {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      }).format(value),
    bytes: createBytesFormat(language),
    offset: (ms) => offset.format(ms),
    duration,
    latency: createLatencyFormat(language, duration),
    time: (ms) => formatTime(ms, zone),
    stamp: (ms) => formatStamp(ms, zone),
    mark: createMarkFormat(language, zone),
  };
}
