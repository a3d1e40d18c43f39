import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CandleRow } from '../../../shared/domain/candle.ts';
import type { ConflictRule, FileMapping, FileReport, ImportRun } from '../../../shared/domain/import.ts';
import { HOUR } from '../../../shared/domain/time.ts';
import type { TestEngine } from '../../helpers/testEngine.ts';
import { NOW, type Stage, setStage } from '../engine/stage.ts';

/** The first hour of the files the tests make. */
export const START = Math.floor(NOW / HOUR) * HOUR - 500 * HOUR;

/** Hours of a price that wanders; `seed` makes another one. */
export function hours(count: number, { from = START, seed = 1, step = HOUR } = {}): CandleRow[] {
  let price = 100;
  let state = seed;
  return Array.from({ length: count }, (_, i) => {
    state = (state * 48_271) % 2_147_483_647;
    const open = price;
    price = Math.round(open * (0.99 + (state / 2_147_483_647) * 0.02) * 100) / 100;
    const [high, low] = [Math.max(open, price) + 0.5, Math.min(open, price) - 0.5];
    return [from + i * step, open, high, low, price, 10 + (state % 100) / 10];
  });
}

export const csvOf = (rows: readonly CandleRow[], title = 'timestamp,open,high,low,close,volume'): string =>
  [...(title === '' ? [] : [title]), ...rows.map((row) => row.join(','))].join('\n');

export type ImportStage = Readonly<{
  engine: TestEngine;
  stage: Stage;
  /** Writes a file into the stage's folder and returns its path. */
  file(name: string, content: string | Uint8Array): string;
  inspect(...paths: string[]): Promise<FileReport[]>;
  /** Imports files as they were found. */
  take(paths: readonly string[], conflict?: ConflictRule, mapping?: Partial<FileMapping>): Promise<ImportRun>;
}>;

/** An engine on an empty store, and a folder for files. */
export async function setImportStage(): Promise<ImportStage> {
  const stage = await setStage();
  const engine = await stage.start({ clock: { now: () => NOW } });
  const folder = join(stage.dataDir, 'files');
  mkdirSync(folder);
  const inspect = async (...paths: string[]) => (await engine.ask('imports.inspect', { paths })).files;
  return {
    engine,
    stage,
    file: (name, content) => {
      const path = join(folder, name);
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, content);
      return path;
    },
    inspect,
    take: async (paths, conflict = 'keep-stored', mapping = {}) => {
      const files = (await inspect(...paths)).map((report) => {
        if (report.mapping === null) throw new Error(`${report.path}: ${report.problem}`);
        return { path: report.path, mapping: { ...report.mapping, ...mapping } };
      });
      return (await engine.ask('imports.run', { files, conflict })).run;
    },
  };
}
