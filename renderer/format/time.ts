/** The zone times are shown in. Stored and sent they are always UTC. */
export type Zone = 'utc' | 'local';

const two = (n: number): string => String(n).padStart(2, '0');

/** Returns `2026-03-01 15:00`, which is read the same way in every language. */
export function formatTime(ms: number, zone: Zone): string {
  const t = new Date(ms);
  if (zone === 'utc') return t.toISOString().slice(0, 16).replace('T', ' ');
  const day = `${t.getFullYear()}-${two(t.getMonth() + 1)}-${two(t.getDate())}`;
  return `${day} ${two(t.getHours())}:${two(t.getMinutes())}`;
}

/** Returns `2026-03-01 15:00:07`, for what happens more often than once a minute. */
export function formatStamp(ms: number, zone: Zone): string {
  return `${formatTime(ms, zone)}:${two(new Date(ms).getUTCSeconds())}`;
}

export type TimeUnit = 'year' | 'month' | 'day' | 'minute';

/** Returns a formatter for the marks of a time axis: `2026`, `Nov`, `17`, `15:00`. */
export function createMarkFormat(language: string, zone: Zone): (ms: number, unit: TimeUnit) => string {
  const timeZone = zone === 'utc' ? { timeZone: 'UTC' } : {};
  const month = new Intl.DateTimeFormat(language, { month: 'short', ...timeZone });
  return (ms, unit) => {
    const text = formatTime(ms, zone);
    if (unit === 'year') return text.slice(0, 4);
    if (unit === 'month') return month.format(ms);
    return unit === 'day' ? String(Number(text.slice(8, 10))) : text.slice(11);
  };
}
