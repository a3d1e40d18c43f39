import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import type { BenchResult } from './result.ts';

type WindowBuild = Readonly<{ windowBuild(outDir: string): Readonly<{ build: object }> }>;

/** So many packages are named. */
const NAMED = 8;

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
const biggestFirst = (sizes: ReadonlyMap<string, number>) => [...sizes].toSorted(([, a], [, b]) => b - a);
const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024)} kB`;

/** Returns the room of ours a module belongs to, such as `renderer/features/gaps`, or the package it came in. */
function placeOf(module: string): Readonly<{ name: string; isOurs: boolean }> {
  const path = module.replaceAll('\\', '/');
  const [, installed] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  if (installed !== undefined) return { name: installed, isOurs: false };
  const [, own] = /\/(renderer\/features\/[^/]+|renderer\/[^/.]+(?=\/)|renderer|shared)\//.exec(path) ?? [];
  return own === undefined ? { name: 'the bundler', isOurs: false } : { name: own, isOurs: true };
}

/** Builds the window as it is shipped, into memory. */
async function builtWindow(): Promise<Rolldown.OutputChunk[]> {
  const { windowBuild } = (await import(
    new URL('../../build/windowBuild.mjs', import.meta.url).href
  )) as WindowBuild;
  const options = windowBuild('out/none');
  const built = await build({ ...options, build: { ...options.build, write: false } });
  const outputs = [built].flat() as Rolldown.RolldownOutput[];
  return outputs.flatMap(({ output }) => output).filter((file) => file.type === 'chunk');
}

/** Where the weight of the window's scripts comes from. Nothing is promised: the numbers are there to be looked at. */
export async function benchBundle(): Promise<BenchResult[]> {
  const chunks = await builtWindow();
  const sizes = { ours: new Map<string, number>(), packages: new Map<string, number>() };
  for (const [module, { renderedLength }] of chunks.flatMap(({ modules }) => Object.entries(modules))) {
    const { name, isOurs } = placeOf(module);
    const place = isOurs ? sizes.ours : sizes.packages;
    place.set(name, (place.get(name) ?? 0) + renderedLength);
  }
  const packages = sum(sizes.packages.values());
  const whole = packages + sum(sizes.ours.values());
  const minified = sum(chunks.map(({ code }) => Buffer.byteLength(code)));
  const compressed = sum(chunks.map(({ code }) => gzipSync(code).length));
  const share = (name: string, bytes: number, detail: string): BenchResult => ({
    name,
    baseline: 'share of the scripts as written',
    ratio: bytes / whole,
    target: 0,
    detail,
  });
  const largest = biggestFirst(sizes.packages).slice(0, NAMED);
  return [
    {
      name: 'scripts of the window',
      baseline: 'as written, without what is never used',
      ratio: minified / whole,
      target: 0,
      detail: `${kilobytes(minified)} minified, ${kilobytes(compressed)} compressed, in ${chunks.length} files`,
    },
    share('packages', packages, largest.map(([name, bytes]) => `${name} ${kilobytes(bytes)}`).join(', ')),
    ...biggestFirst(sizes.ours).map(([name, bytes]) => share(name, bytes, kilobytes(bytes))),
  ];
}
