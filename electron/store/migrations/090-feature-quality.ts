import type { Migration } from './migration.ts';

/** Counts of the stored features' qualities, kept with them: to count a year of minutes anew takes seconds. */
export const featureQuality: Migration = {
  version: 90,
  name: 'feature-quality',
  sql: `
    CREATE TABLE feature_quality (
      series_id INTEGER NOT NULL,
      key       TEXT    NOT NULL,
      day       INTEGER NOT NULL,
      quality   TEXT    NOT NULL,
      amount    INTEGER NOT NULL,
      PRIMARY KEY (series_id, key, day, quality)
    ) STRICT, WITHOUT ROWID;
    -- The sums over all keys and days of a series: what the list of series shows.
    CREATE TABLE feature_total (
      series_id INTEGER NOT NULL,
      quality   TEXT    NOT NULL,
      amount    INTEGER NOT NULL,
      PRIMARY KEY (series_id, quality)
    ) STRICT, WITHOUT ROWID;

    -- Counted up row by row: to group them would sort every value of every candle in memory.
    INSERT INTO feature_quality (series_id, key, day, quality, amount)
      SELECT f.series_id, e.key, f.open_time / 86400000 * 86400000, json_extract(e.value, '$.quality') AS quality, 1
        FROM candle_feature f JOIN json_each(f.features) e
       WHERE quality IS NOT NULL ON CONFLICT DO UPDATE SET amount = amount + 1;
    INSERT INTO feature_total (series_id, quality, amount)
      SELECT series_id, quality, sum(amount) FROM feature_quality GROUP BY 1, 2;
  `,
};
