import type { Migration } from './migration.ts';

/** Derived series, features of candles, frames that were exported and files that were imported. */
export const frames: Migration = {
  version: 80,
  name: 'frames',
  sql: `
    ALTER TABLE instrument ADD COLUMN sector TEXT;
    -- Kept up to date out of this finer timeframe of the same symbol; NULL for the venue's own candles.
    ALTER TABLE series ADD COLUMN derived_from TEXT;
    -- Features are computed on close.
    ALTER TABLE series ADD COLUMN features INTEGER NOT NULL DEFAULT 0 CHECK (features IN (0, 1));

    -- What rests on candles that have changed since: written with the change, removed when it has been made anew.
    CREATE TABLE stale (
      id         INTEGER PRIMARY KEY AUTOINCREMENT,
      series_id  INTEGER NOT NULL,
      kind       TEXT    NOT NULL CHECK (kind IN ('candles', 'features', 'partitions')),
      from_time  INTEGER NOT NULL,
      until_time INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX stale_by_series ON stale (series_id, kind);

    CREATE TABLE candle_feature (
      series_id INTEGER NOT NULL,
      open_time INTEGER NOT NULL,
      features  TEXT    NOT NULL CHECK (json_valid(features)),
      built_at  INTEGER NOT NULL,
      PRIMARY KEY (series_id, open_time)
    ) STRICT, WITHOUT ROWID;
    -- Counting rows of a kilobyte each would read them all.
    CREATE INDEX candle_feature_by_built ON candle_feature (series_id, built_at);

    CREATE TABLE feature_catalog (
      name          TEXT    NOT NULL,
      version       TEXT    NOT NULL,
      category      TEXT    NOT NULL,
      formula       TEXT    NOT NULL,
      dependencies  TEXT    NOT NULL CHECK (json_valid(dependencies)),
      lookback      INTEGER NOT NULL,
      last_built_at INTEGER,
      PRIMARY KEY (name, version)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE frame_preset (
      name     TEXT PRIMARY KEY,
      document TEXT NOT NULL CHECK (json_valid(document))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE frame_export (
      id        INTEGER PRIMARY KEY,
      at        INTEGER NOT NULL,
      path      TEXT    NOT NULL,
      preset    TEXT,
      rows      INTEGER NOT NULL,
      bytes     INTEGER NOT NULL,
      leak_test TEXT    NOT NULL,
      passport  TEXT    NOT NULL CHECK (json_valid(passport))
    ) STRICT;

    CREATE TABLE import_run (
      id       INTEGER PRIMARY KEY,
      at       INTEGER NOT NULL,
      state    TEXT    NOT NULL,
      document TEXT    NOT NULL CHECK (json_valid(document))
    ) STRICT;
    ALTER TABLE ingest_batch ADD COLUMN import_id INTEGER;
    CREATE INDEX ingest_batch_by_import ON ingest_batch (import_id) WHERE import_id IS NOT NULL;

    DROP VIEW market_data;
    CREATE VIEW market_data AS
      SELECT i.exchange, i.symbol, s.timeframe, strftime('%Y-%m-%dT%H:%M:%S+00:00', c.open_time / 1000, 'unixepoch') AS timestamp,
             c.open, c.high, c.low, c.close, c.volume,
             b.provider AS source, CASE WHEN c.flags & 2 THEN 'doubted' ELSE b.quality END AS quality,
             0 AS is_gap, c.latency_ms / 1000.0 AS latency_sec, f.features,
             b.origin, b.fallback_used, (c.flags & 1) <> 0 AS confirmed
        FROM instrument i
        JOIN series s ON s.instrument_id = i.id
        JOIN candle c ON c.series_id = s.id
        LEFT JOIN ingest_batch b ON b.id = c.batch_id
        LEFT JOIN candle_feature f ON f.series_id = c.series_id AND f.open_time = c.open_time;

    CREATE VIEW indicators AS
      SELECT strftime('%Y-%m-%dT%H:%M:%S+00:00', f.open_time / 1000, 'unixepoch') AS time,
             i.exchange, i.symbol, s.timeframe, e.key AS indicator,
             json_extract(e.value, '$.value') AS value, json_extract(e.value, '$.quality') AS quality
        FROM candle_feature f
        JOIN series s ON s.id = f.series_id
        JOIN instrument i ON i.id = s.instrument_id
        JOIN json_each(f.features) e;
  `,
};
