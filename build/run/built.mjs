import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { at, runStep } from './process.mjs';

/** What each target is built from. Folders count with all they hold. */
const SOURCES = {
  node: ['shared', 'electron', 'renderer/bridge', 'test/host', 'build/bundle.mjs', 'package-lock.json'],
  renderer: ['shared', 'renderer', 'build/bundle.mjs', 'build/windowBuild.mjs', 'package-lock.json'],
  package: [
    'shared',
    'electron',
    'renderer',
    'build/bundle.mjs',
    'build/windowBuild.mjs',
    'package-lock.json',
  ],
};

/** A build takes seconds; one that old was killed. */
const STALE_LOCK_MS = 120_000;

const stampOf = (target) => at('out', `.built-${target}`);

/** Folders are asked too: they change when a file is deleted. */
function newest(file) {
  const stats = statSync(file);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = readdirSync(file).map((name) => newest(path.join(file, name)));
  return Math.max(stats.mtimeMs, ...inside);
}

function isFresh(target) {
  if (!existsSync(stampOf(target))) return false;
  const built = statSync(stampOf(target)).mtimeMs;
  return SOURCES[target].every((source) => newest(at(source)) <= built);
}

/** Waits for a build that another command started, then holds the door while `work` runs. */
async function alone(work) {
  const lock = at('out', '.building');
  mkdirSync(at('out'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > STALE_LOCK_MS) rmSync(lock, { recursive: true, force: true });
      await wait(100);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

async function build(node, target) {
  process.stderr.write(`Building ${target} …\n`);
  const begun = new Date();
  const code = await runStep(node, [at('build', 'bundle.mjs'), target]);
  if (code !== 0) throw new Error(`The ${target} build failed; its last lines above say why.`);
  writeFileSync(stampOf(target), '');
  // A source that changed while the build ran is newer than what was built of it.
  utimesSync(stampOf(target), begun, begun);
}

/** Builds the targets, whatever their age. */
export const buildNow = (node, targets) =>
  alone(async () => {
    for (const target of targets) await build(node, target);
  });

/** Builds the targets whose sources are newer than what was built of them. */
export async function ensureBuilt(node, targets) {
  if (targets.every(isFresh)) return;
  await alone(async () => {
    for (const target of targets.filter((one) => !isFresh(one))) await build(node, target);
  });
}
