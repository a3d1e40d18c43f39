import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

/** A running program may still load a chunk of the build it came from; nobody runs one for longer than this. */
const KEPT_MS = 24 * 60 * 60_000;

function filesUnder(folder, prefix = '') {
  return readdirSync(path.join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(prefix, entry.name);
    return entry.isDirectory() ? filesUnder(folder, name) : [name];
  });
}

/** Removes what earlier builds left under names that carry a hash. */
function removeOld(folder, isHashed) {
  for (const name of filesUnder(folder)) {
    const file = path.join(folder, name);
    if (isHashed(name) && Date.now() - statSync(file).mtimeMs > KEPT_MS) rmSync(file);
  }
}

/**
 * Moves a finished build into place file by file, those with a hash in their name first: whoever starts a program
 * meanwhile finds the old one or the new one, and each finds its chunks.
 */
export function publish(staging, target, isHashed) {
  const names = filesUnder(staging).sort((a, b) => Number(isHashed(b)) - Number(isHashed(a)));
  for (const name of names) {
    const to = path.join(target, name);
    mkdirSync(path.dirname(to), { recursive: true });
    renameSync(path.join(staging, name), to);
  }
  rmSync(staging, { recursive: true, force: true });
  if (existsSync(target)) removeOld(target, isHashed);
}
