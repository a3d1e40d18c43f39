import type { Migration } from './migration.ts';

/** What runs by itself, and what is told to the trader when something is wrong. */
export const watch: Migration = {
  version: 70,
  name: 'watch',
  sql: `
    CREATE TABLE task (
      id           INTEGER PRIMARY KEY,
      kind         TEXT    NOT NULL,
      cron         TEXT    NOT NULL,
      paused       INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
      max_requests INTEGER,
      next_run_at  INTEGER,
      created_at   INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE task_run (
      id          INTEGER PRIMARY KEY,
      task_id     INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
      started_at  INTEGER NOT NULL,
      finished_at INTEGER,
      reason      TEXT    NOT NULL,
      result      TEXT,
      summary     TEXT    CHECK (summary IS NULL OR json_valid(summary))
    ) STRICT;
    CREATE INDEX task_run_by_task ON task_run (task_id, id);
    CREATE INDEX task_run_open ON task_run (id) WHERE finished_at IS NULL;

    CREATE TABLE alert_rule (
      kind         TEXT    PRIMARY KEY,
      enabled      INTEGER NOT NULL CHECK (enabled IN (0, 1)),
      severity     TEXT    NOT NULL,
      threshold    REAL,
      cool_down_ms INTEGER NOT NULL,
      channels     TEXT    NOT NULL CHECK (json_valid(channels))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE alert_channel (
      kind    TEXT    PRIMARY KEY,
      enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
      target  TEXT,
      sent_at INTEGER,
      problem TEXT    CHECK (problem IS NULL OR json_valid(problem))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE alert (
      id              INTEGER PRIMARY KEY,
      kind            TEXT    NOT NULL,
      severity        TEXT    NOT NULL,
      subject         TEXT    NOT NULL,
      exchange        TEXT,
      series_id       INTEGER,
      params          TEXT    NOT NULL CHECK (json_valid(params)),
      raised_at       INTEGER NOT NULL,
      last_at         INTEGER NOT NULL,
      count           INTEGER NOT NULL DEFAULT 1,
      resolved_at     INTEGER,
      acknowledged_at INTEGER
    ) STRICT;
    CREATE INDEX alert_by_subject ON alert (kind, subject, id);
    CREATE INDEX alert_unresolved ON alert (acknowledged_at) WHERE resolved_at IS NULL;
  `,
};
