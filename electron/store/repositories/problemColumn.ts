import { CodedProblem, type Problem } from '../../../shared/domain/problem.ts';

/** Returns a problem as a column keeps it: a code with its values as JSON, a sentence as it is. */
export const toColumn = (problem: Problem | null): string | null =>
  problem === null || typeof problem === 'string' ? problem : JSON.stringify(problem);

/** Returns the problem in a column; what is no code, as in rows of older programs, is a sentence. */
export function fromColumn(text: string | null): Problem | null {
  if (text === null || !text.startsWith('{')) return text;
  try {
    return CodedProblem.safeParse(JSON.parse(text)).data ?? text;
  } catch {
    return text;
  }
}
