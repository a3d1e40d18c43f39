import type { Migration } from './migration.ts';

const iso = (column: string): string => `strftime('%Y-%m-%dT%H:%M:%S+00:00', ${column} / 1000, 'unixepoch')`;

/** What other programs may read, in the seeds' words; the tables behind may change, these may only grow. */
export const views: Migration = {
  version: 30,
  name: 'views',
  sql: `
    CREATE VIEW market_data AS
      SELECT i.exchange, i.symbol, s.timeframe, ${iso('c.open_time')} AS timestamp,
             c.open, c.high, c.low, c.close, c.volume,
             b.provider AS source, b.quality, 0 AS is_gap, c.latency_ms / 1000.0 AS latency_sec, NULL AS features
        FROM instrument i
        JOIN series s ON s.instrument_id = i.id
        JOIN candle c ON c.series_id = s.id
        LEFT JOIN ingest_batch b ON b.id = c.batch_id;

    CREATE VIEW market_requests AS
      SELECT i.exchange, i.symbol, s.timeframe, ${iso('b.requested_at')} AS requested_at, b.provider AS provider_used,
             b.fallback_used, ${iso('b.asked_from')} AS start_ts, ${iso('b.asked_until')} AS end_ts,
             b.coverage_ratio, b.gap_count, b.quality, b.notes
        FROM ingest_batch b
        JOIN series s ON s.id = b.series_id
        JOIN instrument i ON i.id = s.instrument_id;

    CREATE VIEW coverage AS
      SELECT i.exchange, i.symbol, s.timeframe, s.candles,
             ${iso('(SELECT min(open_time) FROM candle WHERE series_id = s.id)')} AS first,
             ${iso('(SELECT max(open_time) FROM candle WHERE series_id = s.id)')} AS last,
             (SELECT count(*) FROM gap WHERE series_id = s.id) AS gaps
        FROM series s JOIN instrument i ON i.id = s.instrument_id;

    CREATE VIEW gaps AS
      SELECT i.exchange, i.symbol, s.timeframe, ${iso('g.from_time')} AS first_missing,
             ${iso('g.until_time')} AS missing_until, g.cause, g.state, g.attempts, g.evidence
        FROM gap g
        JOIN series s ON s.id = g.series_id
        JOIN instrument i ON i.id = s.instrument_id;
  `,
};
