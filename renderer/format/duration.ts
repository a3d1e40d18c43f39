import { DAY, HOUR, MINUTE, SECOND } from '../../shared/domain/time.ts';

const UNITS = [
  { unit: 'day', length: DAY },
  { unit: 'hour', length: HOUR },
  { unit: 'minute', length: MINUTE },
  { unit: 'second', length: SECOND },
] as const;

/** Returns a formatter of durations as their two largest units: `3d 4h`, `12m 5s`, `0s`. */
export function createDurationFormat(language: string): (ms: number) => string {
  const formats = UNITS.map(
    ({ unit }) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'narrow' }),
  );
  return (ms) => {
    let rest = Math.max(0, ms);
    const first = UNITS.findIndex(({ length }) => rest >= length);
    if (first === -1) return formats.at(-1)!.format(0);
    const parts: string[] = [];
    for (const [i, { length }] of UNITS.entries()) {
      if (i < first || i > first + 1) continue;
      const amount = Math.floor(rest / length);
      rest -= amount * length;
      if (amount > 0) parts.push(formats[i]!.format(amount));
    }
    return parts.join(' ');
  };
}
