import { spawnSync } from 'node:child_process';

/** Debian's own Python has the pandas of its packages, whatever else is first on the path. */
const PYTHONS = ['/usr/bin/python3', 'python3'];

const has = (python: string): boolean =>
  spawnSync(python, ['-c', 'import pandas'], { stdio: 'ignore' }).status === 0;

/** Returns a Python that has pandas, or null. */
export const pythonWithPandas = (): string | null => PYTHONS.find(has) ?? null;
