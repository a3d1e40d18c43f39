import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { at, runStep } from './process.mjs';

const LOCK = at('package-lock.json');
const STAMP = at('node_modules', '.candlekeep-installed');

const hashOf = (content) => createHash('sha256').update(content).digest('hex');

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Tells whether what npm says it installed is what the lock names; packages for other systems may be absent. */
function isAsLocked() {
  const receipt = at('node_modules', '.package-lock.json');
  if (!existsSync(receipt)) return false;
  const installed = packagesOf(receipt);
  return Object.entries(packagesOf(LOCK)).every(
    ([place, { version, optional }]) =>
      place === '' || installed[place]?.version === version || (optional && installed[place] === undefined),
  );
}

/** Runs npm without a shell where npm itself told how; `npm.cmd` can only be started through one. */
function npm(args) {
  const self = process.env.npm_execpath;
  if (self?.endsWith('.js')) return runStep(process.execPath, [self, ...args]);
  return process.platform === 'win32' ? runStep('npm.cmd', args, { shell: true }) : runStep('npm', args);
}

/** Installs the dependencies when they are not the ones the lock names. Costs a millisecond when they are. */
export async function ensureInstalled() {
  const wanted = hashOf(readFileSync(LOCK));
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  if (!isAsLocked()) {
    process.stderr.write('Installing the dependencies …\n');
    const code = await npm(['ci']);
    if (code !== 0) throw new Error(`npm ci ended with code ${code}; its last lines above say why.`);
  }
  writeFileSync(STAMP, wanted);
}
