import { existsSync } from 'node:fs';
import path from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

const LINUX_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const LINUX_PLACES = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/opt/microsoft/msedge',
];

const WINDOWS_NAMES = ['msedge.exe', 'chrome.exe', 'chromium.exe'];
const WINDOWS_PLACES = [
  'Microsoft\\Edge\\Application',
  'Google\\Chrome\\Application',
  'Chromium\\Application',
];
const WINDOWS_ROOTS = ['ProgramFiles(x86)', 'ProgramFiles', 'LOCALAPPDATA'];

function candidates(platform: NodeJS.Platform, env: Environment): string[] {
  const isWindows = platform === 'win32';
  const { join, delimiter } = isWindows ? path.win32 : path.posix;
  const roots = WINDOWS_ROOTS.flatMap((name) => env[name] ?? []);
  const wellKnown = isWindows
    ? roots.flatMap((root) => WINDOWS_PLACES.map((place) => join(root, place)))
    : LINUX_PLACES;
  const onPath = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '');
  const names = isWindows ? WINDOWS_NAMES : LINUX_NAMES;
  return [...wellKnown, ...onPath].flatMap((folder) => names.map((name) => join(folder, name)));
}

/** Returns the first Chromium, Edge or Chrome of this machine, or null. Edge comes first on Windows 11: it is there. */
export function findBrowser(
  platform: NodeJS.Platform = process.platform,
  env: Environment = process.env,
  exists: (file: string) => boolean = existsSync,
): string | null {
  return candidates(platform, env).find(exists) ?? null;
}
