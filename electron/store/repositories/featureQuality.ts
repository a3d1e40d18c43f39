import type { FeatureJson, FeatureQuality } from '../../../shared/domain/feature.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { DAY, type EpochMs } from '../../../shared/domain/time.ts';
import type { WritableDb } from '../connection.ts';
import type { Statements } from '../statements.ts';

/** How many values of one feature have a quality on a UTC day. */
export type QualityDay = readonly [day: EpochMs, quality: FeatureQuality, values: number];

type Total = readonly [quality: FeatureQuality, values: number];

export function createFeatureQualityReader({ prepare }: Statements) {
  const totals = prepare<[SeriesId], Total>(
    'feature.totals',
    'SELECT quality, amount FROM feature_total WHERE series_id = ?',
    'arrays',
  );
  const days = prepare<[SeriesId, string], QualityDay>(
    'feature.days',
    'SELECT day, quality, amount FROM feature_quality WHERE series_id = ? AND key = ? ORDER BY day, quality',
    'arrays',
  );
  return {
    /** Qualities of all values that are stored of a series. */
    totals: (seriesId: SeriesId): Partial<Record<FeatureQuality, number>> =>
      Object.fromEntries(totals.all(seriesId)),
    /** Qualities of one value, `name@version`, on every UTC day that has rows. */
    days: (seriesId: SeriesId, key: string): QualityDay[] => days.all(seriesId, key),
  };
}

/** What rows that come, go or change make of the counts; nothing is counted before `end`. */
export type QualityTally = Readonly<{
  add(openTime: EpochMs, features: FeatureJson): void;
  take(openTime: EpochMs, features: FeatureJson): void;
  /** Writes the counts; the caller owns the transaction, the one that writes the rows. */
  end(): void;
}>;

const SEPARATOR = '\n';

export function createFeatureQualityWriter({ prepare }: Statements) {
  const change = prepare<[SeriesId, string, EpochMs, string, number], never>(
    'feature.count',
    `INSERT INTO feature_quality (series_id, key, day, quality, amount) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET amount = amount + excluded.amount`,
  );
  const clear = prepare<[SeriesId, string, EpochMs, string], never>(
    'feature.clearCount',
    'DELETE FROM feature_quality WHERE series_id = ? AND key = ? AND day = ? AND quality = ? AND amount <= 0',
  );
  const changeTotal = prepare<[SeriesId, string, number], never>(
    'feature.countTotal',
    `INSERT INTO feature_total (series_id, quality, amount) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET amount = amount + excluded.amount`,
  );
  const clearTotals = prepare<[SeriesId], never>(
    'feature.clearTotals',
    'DELETE FROM feature_total WHERE series_id = ? AND amount <= 0',
  );

  return {
    /** Begins to count the rows of one series. */
    tally(seriesId: SeriesId): QualityTally {
      const counts = new Map<string, number>();
      const totals = new Map<string, number>();
      const count = (openTime: EpochMs, features: FeatureJson, sign: 1 | -1): void => {
        const day = Math.floor(openTime / DAY) * DAY;
        for (const [key, { quality }] of Object.entries(features)) {
          const place = [day, quality, key].join(SEPARATOR);
          counts.set(place, (counts.get(place) ?? 0) + sign);
          totals.set(quality, (totals.get(quality) ?? 0) + sign);
        }
      };
      return {
        add: (openTime, features) => count(openTime, features, 1),
        take: (openTime, features) => count(openTime, features, -1),
        end: () => {
          for (const [place, amount] of counts) {
            if (amount === 0) continue;
            const [day = '', quality = '', ...key] = place.split(SEPARATOR);
            const name = key.join(SEPARATOR);
            change.run(seriesId, name, Number(day), quality, amount);
            if (amount < 0) clear.run(seriesId, name, Number(day), quality);
          }
          for (const [quality, amount] of totals) changeTotal.run(seriesId, quality, amount);
          clearTotals.run(seriesId);
        },
      };
    },
  };
}

/**
 * Counts everything anew out of the rows themselves: after rows were lost with a damaged file. Row by row, because to
 * group them would sort every value of every candle in memory.
 */
export const recountQualities = (db: WritableDb): void => {
  db.exec(`
    DELETE FROM feature_quality;
    DELETE FROM feature_total;
    INSERT INTO feature_quality (series_id, key, day, quality, amount)
      SELECT f.series_id, e.key, f.open_time / ${DAY} * ${DAY}, json_extract(e.value, '$.quality') AS quality, 1
        FROM candle_feature f JOIN json_each(f.features) e
       WHERE quality IS NOT NULL ON CONFLICT DO UPDATE SET amount = amount + 1;
    INSERT INTO feature_total (series_id, quality, amount)
      SELECT series_id, quality, sum(amount) FROM feature_quality GROUP BY 1, 2;
  `);
};
