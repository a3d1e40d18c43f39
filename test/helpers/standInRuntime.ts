import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** What marks the fuses in Electron's executable. */
export const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Fuses that are there to be set; all of them are on to begin with, so that those turned off can be told. */
const FUSES = 8;
const ON = 0x31;

const LOCALES = ['de', 'en-GB', 'en-US', 'es', 'es-419', 'fr'];

type Executable = Readonly<{ generate(): ArrayBuffer }>;
type Resource = Readonly<{ entries: unknown[]; outputResource(to: Executable): void }>;
type VersionInfo = Readonly<{
  setStringValues(lang: object, values: object): void;
  outputToResourceEntries(entries: unknown[]): void;
}>;
/** The parts of resedit, with which electron-builder edits executables, that are used. */
type ResEdit = Readonly<{
  NtExecutable: Readonly<{ createEmpty(is32Bit: boolean, isDll: boolean): Executable }>;
  NtExecutableResource: Readonly<{ from(executable: Executable): Resource }>;
  Resource: Readonly<{ VersionInfo: Readonly<{ createEmpty(): VersionInfo }> }>;
}>;

/** Returns a Windows executable that does nothing and has what a packager changes in Electron's: version and fuses. */
function standInExecutable(): Buffer {
  const builder = createRequire(import.meta.url).resolve('electron-builder');
  const library = createRequire(builder).resolve('app-builder-lib');
  const { NtExecutable, NtExecutableResource, Resource } = createRequire(library)('resedit') as ResEdit;
  const executable = NtExecutable.createEmpty(false, false);
  const resource = NtExecutableResource.from(executable);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'a stand-in for Electron' });
  version.outputToResourceEntries(resource.entries);
  resource.outputResource(executable);
  const fuses = Buffer.concat([Buffer.from(FUSE_SENTINEL), Buffer.from([1, FUSES]), Buffer.alloc(FUSES, ON)]);
  return Buffer.concat([Buffer.from(executable.generate()), fuses]);
}

/** Makes a folder that a packager takes for Electron's runtime on Windows; nothing in it can be run. */
export function makeStandInRuntime(folder: string): void {
  mkdirSync(path.join(folder, 'locales'), { recursive: true });
  mkdirSync(path.join(folder, 'resources'));
  writeFileSync(path.join(folder, 'electron.exe'), standInExecutable());
  writeFileSync(path.join(folder, 'LICENSE'), 'the licence of Electron\n');
  for (const name of LOCALES) writeFileSync(path.join(folder, 'locales', `${name}.pak`), '');
}
