import type { Migration } from './migration.ts';

/** The catalog, the candles with their provenance, and the two ledgers that prove them complete. */
export const candles: Migration = {
  version: 10,
  name: 'candles',
  sql: `
    CREATE TABLE instrument (
      id            INTEGER PRIMARY KEY AUTOINCREMENT,
      exchange      TEXT    NOT NULL,
      symbol        TEXT    NOT NULL,
      unified       TEXT    NOT NULL,
      base          TEXT    NOT NULL,
      quote         TEXT    NOT NULL,
      market        TEXT    NOT NULL DEFAULT 'futures' CHECK (market = 'futures'),
      tick_size     REAL,
      step_size     REAL,
      min_qty       REAL,
      contract_size REAL,
      leverage_min  REAL,
      leverage_max  REAL,
      filters       TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(filters)),
      listed_at     INTEGER,
      delisted_at   INTEGER,
      is_active     INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
      completed     INTEGER NOT NULL DEFAULT 0 CHECK (completed IN (0, 1)),
      created_at    INTEGER NOT NULL,
      updated_at    INTEGER NOT NULL,
      UNIQUE (exchange, symbol)
    ) STRICT;

    CREATE TABLE series (
      -- An id is never given twice: a page on its way to a removed series must not land in the next one.
      id            INTEGER PRIMARY KEY AUTOINCREMENT,
      instrument_id INTEGER NOT NULL REFERENCES instrument (id),
      timeframe     TEXT    NOT NULL,
      tracked       INTEGER NOT NULL DEFAULT 1 CHECK (tracked IN (0, 1)),
      history_days  INTEGER NOT NULL CHECK (history_days > 0),
      candles       INTEGER NOT NULL DEFAULT 0 CHECK (candles >= 0),
      ledger_from   INTEGER,
      ledger_until  INTEGER,
      UNIQUE (instrument_id, timeframe),
      CHECK ((ledger_from IS NULL) = (ledger_until IS NULL))
    ) STRICT;

    CREATE TABLE ingest_batch (
      id             INTEGER PRIMARY KEY,
      series_id      INTEGER NOT NULL,
      requested_at   INTEGER NOT NULL,
      provider       TEXT    NOT NULL,
      fallback_used  INTEGER NOT NULL DEFAULT 0 CHECK (fallback_used IN (0, 1)),
      request        TEXT,
      asked_from     INTEGER NOT NULL,
      asked_until    INTEGER NOT NULL,
      got_from       INTEGER,
      got_until      INTEGER,
      rows           INTEGER NOT NULL,
      inserted       INTEGER NOT NULL,
      changed        INTEGER NOT NULL,
      rejected       INTEGER NOT NULL,
      coverage_ratio REAL    NOT NULL,
      gap_count      INTEGER NOT NULL,
      quality        TEXT    NOT NULL,
      notes          TEXT
    ) STRICT;

    CREATE TABLE candle (
      series_id  INTEGER NOT NULL,
      open_time  INTEGER NOT NULL,
      open       REAL    NOT NULL,
      high       REAL    NOT NULL,
      low        REAL    NOT NULL,
      close      REAL    NOT NULL,
      volume     REAL    NOT NULL,
      batch_id   INTEGER NOT NULL,
      flags      INTEGER NOT NULL DEFAULT 0,
      latency_ms INTEGER,
      PRIMARY KEY (series_id, open_time)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE candle_revision (
      id          INTEGER PRIMARY KEY,
      series_id   INTEGER NOT NULL,
      open_time   INTEGER NOT NULL,
      open        REAL    NOT NULL,
      high        REAL    NOT NULL,
      low         REAL    NOT NULL,
      close       REAL    NOT NULL,
      volume      REAL    NOT NULL,
      batch_id    INTEGER NOT NULL,
      replaced_by INTEGER NOT NULL,
      replaced_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX candle_revision_by_candle ON candle_revision (series_id, open_time);

    CREATE TABLE rejected_candle (
      id        INTEGER PRIMARY KEY,
      series_id INTEGER NOT NULL,
      batch_id  INTEGER NOT NULL,
      open_time REAL,
      open      REAL,
      high      REAL,
      low       REAL,
      close     REAL,
      volume    REAL,
      reason    TEXT    NOT NULL,
      at        INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX rejected_candle_by_series ON rejected_candle (series_id, at);

    CREATE TABLE coverage_day (
      series_id INTEGER NOT NULL,
      day       INTEGER NOT NULL,
      candles   INTEGER NOT NULL,
      PRIMARY KEY (series_id, day)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE gap (
      id         INTEGER PRIMARY KEY,
      series_id  INTEGER NOT NULL,
      from_time  INTEGER NOT NULL,
      until_time INTEGER NOT NULL,
      cause      TEXT    NOT NULL,
      state      TEXT    NOT NULL,
      attempts   INTEGER NOT NULL DEFAULT 0,
      evidence   TEXT,
      updated_at INTEGER NOT NULL,
      UNIQUE (series_id, from_time),
      CHECK (from_time < until_time)
    ) STRICT;

    CREATE TABLE system_state (
      key        TEXT    PRIMARY KEY,
      value      TEXT    NOT NULL CHECK (json_valid(value)),
      updated_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE system_event (
      id        INTEGER PRIMARY KEY,
      at        INTEGER NOT NULL,
      type      TEXT    NOT NULL,
      severity  TEXT    NOT NULL CHECK (severity IN ('info', 'warning', 'error', 'critical')),
      component TEXT    NOT NULL,
      message   TEXT    NOT NULL,
      metadata  TEXT    CHECK (metadata IS NULL OR json_valid(metadata))
    ) STRICT;

    CREATE TABLE audit_log (
      id      INTEGER PRIMARY KEY,
      at      INTEGER NOT NULL,
      actor   TEXT    NOT NULL,
      action  TEXT    NOT NULL,
      subject TEXT    NOT NULL,
      detail  TEXT
    ) STRICT;
  `,
};
