import type { Migration } from './migration.ts';

/** Long work as rows, so that it survives whatever happens to the process. */
export const jobs: Migration = {
  version: 20,
  name: 'jobs',
  sql: `
    CREATE TABLE job (
      id          TEXT    PRIMARY KEY,
      kind        TEXT    NOT NULL,
      spec        TEXT    NOT NULL DEFAULT '',
      state       TEXT    NOT NULL,
      priority    INTEGER NOT NULL DEFAULT 0,
      created_at  INTEGER NOT NULL,
      started_at  INTEGER,
      finished_at INTEGER,
      problem     TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX job_by_creation ON job (created_at);

    CREATE TABLE job_part (
      job_id     TEXT    NOT NULL REFERENCES job (id) ON DELETE CASCADE,
      series_id  INTEGER NOT NULL,
      ordinal    INTEGER NOT NULL,
      state      TEXT    NOT NULL,
      from_time  INTEGER NOT NULL,
      until_time INTEGER NOT NULL,
      total      INTEGER NOT NULL DEFAULT 0,
      settled    INTEGER NOT NULL DEFAULT 0,
      stored     INTEGER NOT NULL DEFAULT 0,
      requests   INTEGER NOT NULL DEFAULT 0,
      reached    INTEGER,
      problem    TEXT,
      PRIMARY KEY (job_id, series_id)
    ) STRICT, WITHOUT ROWID;
  `,
};
