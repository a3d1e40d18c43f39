import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/domain/time.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** Returns `04:59`, `3:04:59` or `2d 03:04:59`, rounded up so that it reaches zero when the candle closes. */
export function countdownText(ms: number): string {
  const rest = Math.max(0, Math.ceil(ms / SECOND)) * SECOND;
  const days = Math.floor(rest / DAY);
  const hours = Math.floor((rest % DAY) / HOUR);
  const clock = `${two(Math.floor((rest % HOUR) / MINUTE))}:${two(Math.floor((rest % MINUTE) / SECOND))}`;
  if (days > 0) return `${days}d ${two(hours)}:${clock}`;
  return hours > 0 ? `${hours}:${clock}` : clock;
}
