import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { makeStandInRuntime } from './standInRuntime.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BUILDER = path.join(ROOT, 'node_modules', 'electron-builder', 'cli.js');

type Built = Readonly<{ ensureBuilt(node: string, targets: readonly string[]): Promise<void> }>;
type Asar = Readonly<{
  listPackage(archive: string, options: object): string[];
  statFile(archive: string, file: string): Readonly<{ size?: number; unpacked?: boolean; files?: object }>;
  extractAll(archive: string, folder: string): void;
}>;

export type PackedFile = Readonly<{ name: string; bytes: number; isUnpacked: boolean }>;

export type PackagedApp = Readonly<{
  /** Every file of the folder build but the archive's content, by its path. */
  beside: ReadonlyMap<string, number>;
  /** Every file in the archive, and those of it that lie beside it. */
  packed: readonly PackedFile[];
  executable: string;
  /** What the packager said. */
  log: string;
  extract(folder: string): void;
}>;

const asar = (): Asar => {
  const builder = createRequire(BUILDER);
  return createRequire(builder.resolve('app-builder-lib'))('@electron/asar') as Asar;
};

const sizesUnder = (folder: string): ReadonlyMap<string, number> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => {
        const file = path.join(parentPath, name);
        return [path.relative(folder, file).replaceAll('\\', '/'), statSync(file).size];
      }),
  );

function packedFiles(archive: string): PackedFile[] {
  const { listPackage, statFile } = asar();
  return listPackage(archive, {}).flatMap((listed) => {
    const name = listed.replaceAll('\\', '/').slice(1);
    const { files, size = 0, unpacked = false } = statFile(archive, path.normalize(name));
    return files === undefined ? [{ name, bytes: size, isUnpacked: unpacked }] : [];
  });
}

/** Builds the folder target for Windows into `folder`, from electron-builder.yml as it is and a stand-in runtime. */
export async function packageApp(folder: string): Promise<PackagedApp> {
  const built = (await import(pathToFileURL(path.join(ROOT, 'build', 'run', 'built.mjs')).href)) as Built;
  await built.ensureBuilt(process.execPath, ['package']);
  const runtime = path.join(folder, 'runtime');
  makeStandInRuntime(runtime);
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [
      BUILDER,
      ...['--win', 'dir', '--x64', '--publish', 'never'],
      `-c.electronDist=${runtime}`,
      `-c.directories.output=${path.join(folder, 'release')}`,
    ],
    { cwd: ROOT },
  );
  const unpacked = path.join(folder, 'release', 'win-unpacked');
  const archive = path.join(unpacked, 'resources', 'app.asar');
  return {
    beside: sizesUnder(unpacked),
    packed: packedFiles(archive),
    executable: path.join(unpacked, 'Candlekeep.exe'),
    log: stdout + stderr,
    extract: (to) => asar().extractAll(archive, to),
  };
}
