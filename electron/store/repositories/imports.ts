import { ImportRun } from '../../../shared/domain/import.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { WritableDb } from '../connection.ts';
import type { Statements } from '../statements.ts';

/** Where the pages of one file begin; a file is of one series. */
export type FirstBatch = Readonly<{ id: number; seriesId: SeriesId }>;

type RunRow = Readonly<{ id: number; at: number; state: string; document: string }>;

type FileRow = readonly [position: number, document: string];

export function createImportReader({ prepare }: Statements) {
  const files = prepare<[number], FileRow>(
    'import.files',
    'SELECT position, document FROM import_file WHERE import_id = ?',
    'arrays',
  );
  const toRun = (row: RunRow): ImportRun => {
    const reports: unknown[] = JSON.parse(row.document);
    for (const [position, document] of files.all(row.id)) reports[position] = JSON.parse(document);
    return ImportRun.parse({ id: row.id, at: row.at, state: row.state, files: reports });
  };
  const newest = prepare<[number], RunRow>(
    'import.newest',
    'SELECT id, at, state, document FROM import_run ORDER BY id DESC LIMIT ?',
  );
  const one = prepare<[number], RunRow>(
    'import.get',
    'SELECT id, at, state, document FROM import_run WHERE id = ?',
  );
  const series = prepare<[number], SeriesId>(
    'import.series',
    'SELECT DISTINCT series_id FROM ingest_batch WHERE import_id = ? ORDER BY series_id',
    'value',
  );
  const firstBatch = prepare<[number, string], FirstBatch>(
    'import.firstBatch',
    `SELECT id, series_id AS seriesId FROM ingest_batch
      WHERE import_id = ? AND request = ? ORDER BY id LIMIT 1`,
  );
  return {
    newest: (limit: number): ImportRun[] => newest.all(limit).map(toRun),
    get(id: number): ImportRun | null {
      const row = one.get(id);
      return row === undefined ? null : toRun(row);
    },
    /** The series a run has written to. */
    series: (id: number): SeriesId[] => series.all(id),
    /** The first batch of one file of a run; null when it wrote none. */
    firstBatch: (id: number, request: string): FirstBatch | null => firstBatch.get(id, request) ?? null,
  };
}

export function createImportWriter(db: WritableDb, { prepare }: Statements) {
  const add = prepare<[number, string, string], number>(
    'import.add',
    'INSERT INTO import_run (at, state, document) VALUES (?, ?, ?) RETURNING id',
    'value',
  );
  const update = prepare<[string, string, number], never>(
    'import.update',
    'UPDATE import_run SET state = ?, document = ? WHERE id = ?',
  );
  const updateFile = prepare<[number, number, string], never>(
    'import.updateFile',
    `INSERT INTO import_file (import_id, position, document) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET document = excluded.document`,
  );
  const settleFiles = prepare<[number], never>(
    'import.settleFiles',
    'DELETE FROM import_file WHERE import_id = ?',
  );
  const updateRun = db.transaction(({ id, state, files }: ImportRun): void => {
    update.run(state, JSON.stringify(files), id);
    settleFiles.run(id);
  });
  return {
    /** Begins a run and returns its id. */
    add: (at: number, state: ImportRun['state'], files: ImportRun['files']): number =>
      add.get(at, state, JSON.stringify(files))!,
    update: (run: ImportRun): void => updateRun.immediate(run),
    /** Notes how far one file of a run is, without writing the others. */
    updateFile: (id: number, position: number, file: ImportRun['files'][number]): void => {
      updateFile.run(id, position, JSON.stringify(file));
    },
  };
}
