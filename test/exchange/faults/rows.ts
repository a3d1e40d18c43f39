import type { Answer } from '../http/route.ts';

/** Returns the rows of an answer of either venue, null when it has none to list. */
export function rowsOf({ body }: Answer): readonly unknown[] | null {
  if (Array.isArray(body)) return body;
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : null;
  return Array.isArray(data) ? data : null;
}

/** Returns the answer with other rows in the same envelope; one without rows stays as it is. */
export function withRows(answer: Answer, change: (rows: readonly unknown[]) => unknown): Answer {
  const rows = rowsOf(answer);
  if (rows === null) return answer;
  if (Array.isArray(answer.body)) return { ...answer, body: change(rows) };
  return { ...answer, body: { ...(answer.body as object), data: change(rows) } };
}

/** Column of the volume in a candle row of either venue. */
const VOLUME = 5;

function altered(row: unknown): unknown {
  if (!Array.isArray(row)) return row;
  return row.map((cell, i) => (i === VOLUME ? String(Number(cell) + 1) : cell));
}

/** Repeats the first row and every fifth after it. */
export const duplicated = (rows: readonly unknown[], conflicting: boolean): unknown[] =>
  rows.flatMap((row, i) => (i % 5 === 0 ? [row, conflicting ? altered(row) : row] : [row]));

/** Newest first, and every third pair swapped on top, so that neither sorting nor reversing by luck is enough. */
export function disordered(rows: readonly unknown[]): unknown[] {
  const shuffled = rows.toReversed();
  for (let i = 0; i + 1 < shuffled.length; i += 3)
    [shuffled[i], shuffled[i + 1]] = [shuffled[i + 1], shuffled[i]];
  return shuffled;
}
