import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '..', '..');

/** Returns Electron's executable, or null when its runtime is not on this machine; as in build/run/electron.mjs. */
export function electronRuntime(): string | null {
  const folder = path.join(ROOT, 'node_modules', 'electron');
  const pathFile = path.join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const runtime = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(folder, 'dist');
  const file = path.join(runtime, readFileSync(pathFile, 'utf8').trim());
  return existsSync(file) ? file : null;
}
