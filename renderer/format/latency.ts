import { MINUTE, SECOND } from '../../shared/domain/time.ts';

/** Returns a formatter of short waits: `840ms`, `2.4s`, and from a minute on as `duration` writes it. */
export function createLatencyFormat(
  language: string,
  duration: (ms: number) => string,
): (ms: number) => string {
  const unit = (name: string, decimals: number) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: 'narrow',
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  const [milliseconds, seconds] = [unit('millisecond', 0), unit('second', 1)];
  return (ms) => {
    if (ms >= MINUTE) return duration(ms);
    return ms < SECOND ? milliseconds.format(ms) : seconds.format(ms / SECOND);
  };
}
