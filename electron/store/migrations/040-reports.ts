import type { Migration } from './migration.ts';

/** Verification reports, kept so that a trader can see when something was last good. */
export const reports: Migration = {
  version: 40,
  name: 'reports',
  sql: `
    CREATE TABLE verify_report (
      id       INTEGER PRIMARY KEY,
      at       INTEGER NOT NULL,
      deep     INTEGER NOT NULL CHECK (deep IN (0, 1)),
      overall  TEXT    NOT NULL,
      counts   TEXT    NOT NULL CHECK (json_valid(counts)),
      document TEXT    NOT NULL CHECK (json_valid(document))
    ) STRICT;

    CREATE INDEX ingest_batch_by_series ON ingest_batch (series_id, requested_at);
  `,
};
