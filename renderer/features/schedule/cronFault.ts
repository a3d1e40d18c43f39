const FIELDS = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12 },
  { name: 'weekday', least: 0, most: 7 },
] as const;

/** What is wrong with a pattern: how many fields it has, or the first of them that cannot be. */
export type CronFault =
  | Readonly<{ code: 'fields'; count: number }>
  | Readonly<{ code: 'range' } & (typeof FIELDS)[number]>;

/**
 * Returns the usual mistakes of a typed pattern, to be said in the window's language; null when there is none of
 * these. What a pattern means is decided by the engine alone, which also knows names of days and months.
 */
export function faultOf(pattern: string): CronFault | null {
  const fields = pattern.trim().split(/\s+/).filter(Boolean);
  if (fields.length !== FIELDS.length) return { code: 'fields', count: fields.length };
  for (const [i, field] of FIELDS.entries()) {
    // A step is a distance and no value; it has its own limits.
    const values = fields[i]!.split(',').flatMap((part) => part.split('/')[0]!.split('-'));
    const isOutside = (value: string): boolean =>
      /^\d+$/.test(value) && (Number(value) < field.least || Number(value) > field.most);
    if (values.some(isOutside)) return { code: 'range', ...field };
  }
  return null;
}
