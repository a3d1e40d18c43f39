import type { Migration } from './migration.ts';

/** Exports of frames that repeat: tasks that carry what they write, and where. */
export const exports: Migration = {
  version: 100,
  name: 'exports',
  sql: `
    ALTER TABLE task ADD COLUMN export TEXT CHECK (export IS NULL OR json_valid(export));
  `,
};
