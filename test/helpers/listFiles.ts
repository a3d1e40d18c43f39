import { existsSync, readdirSync } from 'node:fs';

/** Returns the names in a directory, sorted; none when there is no directory. */
export const listFiles = (directory: string): string[] =>
  existsSync(directory) ? readdirSync(directory).toSorted() : [];
