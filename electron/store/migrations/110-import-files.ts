import type { Migration } from './migration.ts';

/** What came with files: each file of an import that is under way, and series that nobody downloads. */
export const importFiles: Migration = {
  version: 110,
  name: 'import-files',
  sql: `
    -- To write all of a thousand files with every one of them takes minutes.
    CREATE TABLE import_file (
      import_id INTEGER NOT NULL,
      position  INTEGER NOT NULL,
      document  TEXT    NOT NULL CHECK (json_valid(document)),
      PRIMARY KEY (import_id, position)
    ) STRICT, WITHOUT ROWID;

    -- It came with a file or was made here: not tracked, and yet not one the trader has removed.
    ALTER TABLE series ADD COLUMN aside INTEGER NOT NULL DEFAULT 0 CHECK (aside IN (0, 1));
    UPDATE series SET aside = 1
     WHERE tracked = 0 AND id IN (SELECT series_id FROM ingest_batch WHERE origin IN ('file', 'derived'));
  `,
};
