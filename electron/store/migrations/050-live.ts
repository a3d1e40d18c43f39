import type { Migration } from './migration.ts';

/** Live ingestion, where candles came from in more detail, and gaps that can say more about themselves. */
export const live: Migration = {
  version: 50,
  name: 'live',
  sql: `
    ALTER TABLE series ADD COLUMN live INTEGER NOT NULL DEFAULT 0 CHECK (live IN (0, 1));
    ALTER TABLE series ADD COLUMN live_mode TEXT;

    CREATE TABLE ingestion_status (
      series_id       INTEGER PRIMARY KEY,
      state           TEXT    NOT NULL,
      source          TEXT,
      last_candle     INTEGER,
      last_message_at INTEGER,
      latency_ms      INTEGER,
      reconnects      INTEGER NOT NULL DEFAULT 0,
      errors          INTEGER NOT NULL DEFAULT 0,
      last_error      TEXT,
      updated_at      INTEGER NOT NULL
    ) STRICT;

    ALTER TABLE ingest_batch ADD COLUMN origin TEXT NOT NULL DEFAULT 'rest';
    ALTER TABLE ingest_batch ADD COLUMN job_id TEXT;
    CREATE INDEX ingest_batch_by_job ON ingest_batch (job_id) WHERE job_id IS NOT NULL;

    ALTER TABLE gap ADD COLUMN batch_id INTEGER;
    ALTER TABLE gap ADD COLUMN also_missing TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(also_missing));
    ALTER TABLE gap ADD COLUMN next_retry_at INTEGER;

    ALTER TABLE job ADD COLUMN undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1));
  `,
};
