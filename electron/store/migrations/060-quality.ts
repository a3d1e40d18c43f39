import type { Migration } from './migration.ts';

const iso = (column: string): string => `strftime('%Y-%m-%dT%H:%M:%S+00:00', ${column} / 1000, 'unixepoch')`;

/** Deep checks, what they found for a person to look at, and views that tell of both and of ingestion. */
export const quality: Migration = {
  version: 60,
  name: 'quality',
  sql: `
    CREATE TABLE check_report (
      id          INTEGER PRIMARY KEY,
      kind        TEXT    NOT NULL,
      started_at  INTEGER NOT NULL,
      finished_at INTEGER NOT NULL,
      result      TEXT    NOT NULL,
      checked     INTEGER NOT NULL,
      found       INTEGER NOT NULL,
      problem     TEXT,
      document    TEXT    NOT NULL CHECK (json_valid(document))
    ) STRICT;
    CREATE INDEX check_report_by_kind ON check_report (kind, started_at);

    CREATE TABLE canary_day (
      series_id  INTEGER NOT NULL,
      day        INTEGER NOT NULL,
      checked_at INTEGER NOT NULL,
      candles    INTEGER NOT NULL,
      changed    INTEGER NOT NULL,
      PRIMARY KEY (series_id, day, checked_at)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE review_item (
      id         INTEGER PRIMARY KEY,
      series_id  INTEGER NOT NULL,
      kind       TEXT    NOT NULL,
      from_time  INTEGER NOT NULL,
      to_time    INTEGER NOT NULL,
      candles    INTEGER NOT NULL,
      detail     TEXT    NOT NULL CHECK (json_valid(detail)),
      state      TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'rejected')),
      found_at   INTEGER NOT NULL,
      decided_at INTEGER,
      UNIQUE (series_id, kind, from_time)
    ) STRICT;
    CREATE INDEX review_item_by_state ON review_item (state, found_at);

    CREATE INDEX rejected_candle_by_candle ON rejected_candle (series_id, open_time);

    -- How far the search for suspicious candles has come; with the series it goes.
    ALTER TABLE series ADD COLUMN suspicious_scan TEXT CHECK (suspicious_scan IS NULL OR json_valid(suspicious_scan));

    DROP VIEW market_data;
    CREATE VIEW market_data AS
      SELECT i.exchange, i.symbol, s.timeframe, ${iso('c.open_time')} AS timestamp,
             c.open, c.high, c.low, c.close, c.volume,
             b.provider AS source, CASE WHEN c.flags & 2 THEN 'doubted' ELSE b.quality END AS quality,
             0 AS is_gap, c.latency_ms / 1000.0 AS latency_sec, NULL AS features,
             b.origin, b.fallback_used, (c.flags & 1) <> 0 AS confirmed
        FROM instrument i
        JOIN series s ON s.instrument_id = i.id
        JOIN candle c ON c.series_id = s.id
        LEFT JOIN ingest_batch b ON b.id = c.batch_id;

    CREATE VIEW ingestion AS
      SELECT i.exchange, i.symbol, s.timeframe, t.state AS status, t.source AS ingestion_mode,
             ${iso('t.last_candle')} AS last_candle, ${iso('t.last_message_at')} AS last_ingested_at,
             t.latency_ms, t.reconnects, t.errors AS error_count, t.last_error, ${iso('t.updated_at')} AS updated_at
        FROM ingestion_status t
        JOIN series s ON s.id = t.series_id
        JOIN instrument i ON i.id = s.instrument_id;
  `,
};
