import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');

const files = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
  .stdout.split('\n')
  .filter((file) => file !== '' && existsSync(join(ROOT, file)));
const code = files.filter((file) => /\.(ts|tsx|mjs)$/.test(file));
const linesOf = (file: string): number => readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1;

const TOP_LEVEL = ['electron', 'renderer', 'shared', 'resources', 'build', 'test'];
const ROOMS = [
  ...['shared', 'renderer', 'build', 'test', 'test/host', 'test/exchange', 'test/bench', 'test/helpers'],
  ...['shell', 'engine', 'analysis', 'store', 'feeds', 'files', 'platform', 'cli'].map(
    (room) => `electron/${room}`,
  ),
];

// A tarball of the sources has no git to list them; then there is nothing to look at, and nothing is claimed.
describe.skipIf(code.length === 0)('the shape of the house', () => {
  it('no source file is longer than 400 lines and half of them are shorter than 100', () => {
    const sizes = code.map((file) => ({ file, lines: linesOf(file) })).toSorted((a, b) => a.lines - b.lines);
    expect(sizes.filter(({ lines }) => lines > 400)).toEqual([]);
    expect(sizes[Math.floor(sizes.length / 2)]?.lines).toBeLessThan(100);
  });

  it('the top level holds the rooms of the design and nothing else', () => {
    const folders = new Set(files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]!));
    expect([...folders].filter((folder) => !folder.startsWith('.')).toSorted()).toEqual(TOP_LEVEL.toSorted());
  });

  it.each(ROOMS)('%s has a README of at most 40 lines', (room) => {
    expect(linesOf(`${room}/README.md`)).toBeLessThanOrEqual(40);
  });

  it('the lock names the packages of every system, so that npm ci works on Windows too', () => {
    type Locked = Readonly<{ optionalDependencies?: Readonly<Record<string, string>> }>;
    const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
    const { packages } = JSON.parse(lock) as { packages: Readonly<Record<string, Locked>> };
    const absent = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`${place}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages),
      ),
    );
    expect(absent).toEqual([]);
  });

  it('nothing is left to do later, switched off or waved through', () => {
    const loose =
      /\b(TODO|FIXME|XXX|HACK)\b|@ts-(ignore|nocheck|expect-error)|\b(it|describe|test)\.only\(|\b(it|describe)\.skip\(/;
    const here = 'test/unit/house/shape.test.ts';
    const found = code.filter((file) => file !== here && loose.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(found).toEqual([]);
  });
});
