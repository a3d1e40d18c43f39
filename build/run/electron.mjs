import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { at } from './process.mjs';

/** The runtime weighs about 120 MB; a line that takes longer than this is taken for a wall. */
const DOWNLOAD_LIMIT_MS = 5 * 60_000;

/** Returns Electron's executable, or null when its runtime is not on this machine. */
export function electronRuntime() {
  const pathFile = at('node_modules', 'electron', 'path.txt');
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? at('node_modules', 'electron', 'dist');
  if (!existsSync(pathFile)) return null;
  const file = `${folder}/${readFileSync(pathFile, 'utf8').trim()}`;
  return existsSync(file) ? file : null;
}

/** Runs Electron's own install script, silently: on failure there is one sentence to say, and it is said elsewhere. */
function download(node) {
  process.stderr.write("Fetching Electron's runtime, about 120 MB, once …\n");
  return new Promise((resolve) => {
    const child = spawn(node, [at('node_modules', 'electron', 'install.js')], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill(), DOWNLOAD_LIMIT_MS);
    child.once('error', resolve);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Returns how to start the app under Electron, or null after the sentence that says where it opens instead. */
export async function electronCommand(node) {
  if (electronRuntime() === null && !process.env.CI) await download(node);
  const file = electronRuntime();
  if (file !== null) {
    // Chromium refuses to sandbox for root.
    const args = process.getuid?.() === 0 ? ['--no-sandbox', at('.')] : [at('.')];
    return { file, args };
  }
  process.stderr.write(
    "Electron's runtime is not here and could not be downloaded, so Candlekeep opens in a browser window instead.\n",
  );
  return null;
}
