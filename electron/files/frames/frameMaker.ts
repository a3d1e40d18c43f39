import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { Passport } from '../../../shared/domain/frame.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { FrameMaker } from '../../engine/ports/frames.ts';
import { badName, fileTrouble, isFolder, isThere, noFolder, notWhole, tooLong } from './fileTrouble.ts';
import { runFrameTask } from './frameThread.ts';
import { passportPath } from './passport.ts';
import { findPassportFile } from './passportFile.ts';

const NO_ONE = (): void => undefined;
const never = new AbortController().signal;

/** Every file system in use takes names of this many bytes; the passport's is the longer one. */
const LONGEST_NAME = 255;
/** Windows answers a name it does not allow as if its folder were missing. */
const FORBIDDEN = process.platform === 'win32' ? /[<>:"|?*]/ : /\0/;

async function whyNotWritable(path: string, overwrite: boolean): Promise<ApiError | null> {
  if (!isAbsolute(path)) return notWhole(path);
  if (FORBIDDEN.test(basename(path))) return badName(path);
  if (Buffer.byteLength(basename(passportPath(path))) > LONGEST_NAME) return tooLong(path);
  try {
    const found = await stat(path).catch(() => null);
    if (found?.isDirectory() === true) return isFolder(path);
    if (found !== null && !overwrite) return isThere(path);
    if (!(await stat(dirname(path))).isDirectory()) return noFolder(path);
    await access(dirname(path), constants.W_OK);
    return null;
  } catch (error) {
    return fileTrouble(error, path);
  }
}

async function readPassport(path: string): Promise<Result<Passport, ApiError>> {
  try {
    const passport = Passport.safeParse(JSON.parse(await readFile(path, 'utf8')));
    if (passport.success) return succeed(passport.data);
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isGone) return fail({ code: 'not-found', message: `there is no passport ${path}` });
  }
  return fail({
    code: 'invalid-request',
    message: `${path} is not a passport of Candlekeep; its name ends in .passport.json`,
  });
}

/** Makes frames: `threadEntry` is the program of the thread, `exportsDir` where files go that have no path. */
export function createFrameMaker(options: Readonly<{ threadEntry: URL; exportsDir: string }>): FrameMaker {
  const { threadEntry, exportsDir } = options;
  return {
    preview: (order, rows, signal) =>
      runFrameTask(threadEntry, { kind: 'preview', order, rows }, NO_ONE, signal),
    leakTest: (order, test, onProgress, signal) =>
      runFrameTask(threadEntry, { kind: 'leak-test', order, test }, onProgress, signal),
    write: async (order, onProgress, signal) => {
      const { path } = order;
      // Beside its place, so that putting it there is one step of the file system; hidden, and never mistaken for it.
      const temporary =
        path === null ? '' : join(dirname(path), `.${basename(path).slice(0, 60)}.${randomUUID()}.part`);
      if (path !== null && dirname(path) === exportsDir) await mkdir(exportsDir, { recursive: true });
      const result = await runFrameTask(threadEntry, { kind: 'write', order, temporary }, onProgress, signal);
      // A thread that was ended in the middle clears nothing away itself.
      if (path !== null && !result.ok) {
        for (const left of [temporary, `${temporary}.json`]) await rm(left, { force: true });
      }
      return result;
    },
    whyNotWritable: async (path, overwrite) => {
      if (dirname(path) === exportsDir) await mkdir(exportsDir, { recursive: true }).catch(NO_ONE);
      return whyNotWritable(path, overwrite);
    },
    readPassport,
    fileOf: (path, passport) =>
      findPassportFile(path, passport, async (file) => {
        const hash = await runFrameTask(threadEntry, { kind: 'hash', path: file }, NO_ONE, never);
        return hash.ok ? hash.value : null;
      }),
    pathIn: (folder, name) => join(folder ?? exportsDir, name),
  };
}
