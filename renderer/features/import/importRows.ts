import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { FileMapping, FileReport, ImportRun } from '../../../shared/domain/import.ts';

/** A file that can be imported as it stands. */
export type ReadyFile = FileReport & Readonly<{ mapping: FileMapping }>;

export const isReady = (file: FileReport): file is ReadyFile =>
  file.problem === null && file.mapping !== null;

/** Returns the last part of a path, of either kind of system. */
export const fileName = (path: string): string => path.split(/[\\/]/).findLast((part) => part !== '') ?? path;

export const issueCount = ({ issues }: FileReport): number =>
  issues.reduce((sum, { count }) => sum + count, 0);

export type Totals = Readonly<{
  files: number;
  rows: number;
  fresh: number;
  equal: number;
  different: number;
}>;

/** Adds up what files hold. */
export function totalsOf(files: readonly FileReport[]): Totals {
  const sum = (pick: (file: FileReport) => number): number =>
    files.reduce((total, file) => total + pick(file), 0);
  return {
    files: files.length,
    rows: sum((file) => file.rows),
    fresh: sum((file) => file.fresh),
    equal: sum((file) => file.equal),
    different: sum((file) => file.different),
  };
}

/** Returns line numbers as few words: `12, 15–18`. They come ascending. */
export function lineRanges(lines: readonly number[], write: (line: number) => string): string {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last !== undefined && line === last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges
    .map(([from, to]) =>
      from === to ? write(from) : `${write(from)}${to === from + 1 ? ', ' : '–'}${write(to)}`,
    )
    .join(', ');
}

/** Puts newer reports in the places of older ones of the same files, and new files at the end. */
export function merged(before: readonly FileReport[], newer: readonly FileReport[]): readonly FileReport[] {
  const byPath = new Map(before.map((file) => [file.path, file]));
  for (const file of newer) byPath.set(file.path, file);
  return [...byPath.values()];
}

/** Columns of a mapping, without what belongs to one file only. */
const layoutOf = (mapping: FileMapping | null): string =>
  mapping === null
    ? ''
    : JSON.stringify({ ...mapping, symbol: null, timeframe: null, exchange: null, zone: null, stamp: null });

const endingOf = (path: string): string => /\.[^./\\]+$/.exec(path)?.[0].toLowerCase() ?? '';

/** Returns the other files that are laid out like this one: what holds for it will hold for them. */
export function similarTo(file: FileReport, files: readonly FileReport[]): readonly FileReport[] {
  return files.filter(
    (other) =>
      other.path !== file.path &&
      layoutOf(other.mapping) === layoutOf(file.mapping) &&
      endingOf(other.path) === endingOf(file.path),
  );
}

/** Returns the series an import stored candles in, the first of them; none where they went to a series of their own. */
export function seriesOf(run: ImportRun, series: readonly SeriesCoverage[]): SeriesCoverage | undefined {
  const mapping = run.files.find(({ outcome, stored }) => outcome === 'imported' && stored > 0)?.mapping;
  return series.find(
    ({ exchange, symbol, timeframe }) =>
      exchange === mapping?.exchange && symbol === mapping.symbol && timeframe === mapping.timeframe,
  );
}
