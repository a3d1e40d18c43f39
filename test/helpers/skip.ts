import { stderr } from 'node:process';
import type { TestContext } from 'vitest';

/** Skips the rest of a test and says why where everybody sees it: a skip is never silent. */
export function skip(test: TestContext, reason: string): never {
  stderr.write(`SKIPPED ${test.task.name}: ${reason}\n`);
  test.skip(reason);
}
