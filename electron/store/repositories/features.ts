import { FeatureJson, type FeatureQuality } from '../../../shared/domain/feature.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { type EpochMs, toIso } from '../../../shared/domain/time.ts';
import type { WritableDb } from '../connection.ts';
import { StoreError } from '../errors.ts';
import type { Statements } from '../statements.ts';
import { createFeatureQualityReader, createFeatureQualityWriter } from './featureQuality.ts';
import { createStaleWriter } from './stale.ts';

/** One line of the feature catalog; dependencies as a list. */
export type CatalogFeature = Readonly<{
  name: string;
  version: string;
  category: string;
  formula: string;
  dependencies: readonly string[];
  lookback: number;
}>;

/** What is stored of one series: rows, their ends, and the qualities of all their values. */
export type FeatureSum = Readonly<{
  seriesId: SeriesId;
  enabled: boolean;
  rows: number;
  first: EpochMs | null;
  last: EpochMs | null;
  counts: Partial<Record<FeatureQuality, number>>;
}>;

type SumRow = Omit<FeatureSum, 'enabled' | 'counts'> & Readonly<{ enabled: 0 | 1 }>;

export function createFeatureReader(statements: Statements) {
  const { prepare } = statements;
  const quality = createFeatureQualityReader(statements);
  const sums = prepare<[], SumRow>(
    'feature.sums',
    `SELECT s.id AS seriesId, s.features AS enabled,
            (SELECT count(*) FROM candle_feature WHERE series_id = s.id) AS rows,
            (SELECT min(open_time) FROM candle_feature WHERE series_id = s.id) AS first,
            (SELECT max(open_time) FROM candle_feature WHERE series_id = s.id) AS last
       FROM series s WHERE s.features = 1 OR EXISTS (SELECT 1 FROM candle_feature WHERE series_id = s.id)`,
  );
  const catalog = prepare<[], Readonly<{ name: string; version: string; last_built_at: number | null }>>(
    'feature.catalog',
    'SELECT name, version, last_built_at FROM feature_catalog',
  );
  const rows = prepare<[SeriesId, number, number], readonly [openTime: number, features: string]>(
    'feature.rows',
    'SELECT open_time, features FROM candle_feature WHERE series_id = ? AND open_time >= ? AND open_time < ? ORDER BY open_time',
    'arrays',
  );
  return {
    /** Series that keep features, or have some. */
    sums: (): FeatureSum[] =>
      sums.all().map((row) => ({
        ...row,
        enabled: row.enabled === 1,
        counts: quality.totals(row.seriesId),
      })),
    days: quality.days,
    /** When each feature was last computed. */
    lastBuilt: (): Readonly<Record<string, number | null>> =>
      Object.fromEntries(
        catalog.all().map(({ name, version, last_built_at }) => [`${name}@${version}`, last_built_at]),
      ),
    rows: (seriesId: SeriesId, { from, until }: Interval) => rows.all(seriesId, from, until),
  };
}

const refuse = (openTime: EpochMs, problem: string): never => {
  throw new StoreError(
    'invalid-request',
    `the features of ${toIso(openTime)} are refused, and all with them: ${problem}`,
  );
};

/** Reads the features of one candle. Throws `invalid-request` where they break the seeds' contract. */
function readFeatures(text: string, openTime: EpochMs): FeatureJson {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return refuse(openTime, 'it is not JSON');
  }
  const checked = FeatureJson.safeParse(document);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  return refuse(openTime, [issue!.path.join('.'), issue!.message].filter((part) => part !== '').join(': '));
}

export function createFeatureWriter(db: WritableDb, statements: Statements) {
  const { prepare } = statements;
  const stale = createStaleWriter(statements);
  const quality = createFeatureQualityWriter(statements);
  const stored = prepare<[SeriesId, number], string>(
    'feature.stored',
    'SELECT features FROM candle_feature WHERE series_id = ? AND open_time = ?',
    'value',
  );
  const put = prepare<[features: string, now: number, SeriesId, openTime: number], never>(
    'feature.put',
    `INSERT INTO candle_feature (series_id, open_time, features, built_at)
     SELECT series_id, open_time, ?, ? FROM candle WHERE series_id = ? AND open_time = ?
     ON CONFLICT DO UPDATE SET features = excluded.features, built_at = excluded.built_at`,
  );
  const orphans = prepare<[SeriesId, number, number], readonly [openTime: number, features: string]>(
    'feature.orphans',
    `SELECT open_time, features FROM candle_feature f WHERE series_id = ? AND open_time >= ? AND open_time < ?
        AND NOT EXISTS (SELECT 1 FROM candle c WHERE c.series_id = f.series_id AND c.open_time = f.open_time)`,
    'arrays',
  );
  const drop = prepare<[SeriesId, number], never>(
    'feature.drop',
    'DELETE FROM candle_feature WHERE series_id = ? AND open_time = ?',
  );
  const built = prepare<[EpochMs], never>('feature.built', 'UPDATE feature_catalog SET last_built_at = ?');
  const enable = prepare<[0 | 1, SeriesId], never>(
    'feature.enable',
    'UPDATE series SET features = ? WHERE id = ?',
  );
  const enter = prepare<[Record<string, unknown>], never>(
    'feature.enter',
    `INSERT INTO feature_catalog (name, version, category, formula, dependencies, lookback)
     VALUES (@name, @version, @category, @formula, @dependencies, @lookback)
     ON CONFLICT (name, version) DO UPDATE
        SET category = excluded.category, formula = excluded.formula, dependencies = excluded.dependencies,
            lookback = excluded.lookback`,
  );

  const write = db.transaction(
    (
      seriesId: SeriesId,
      { from, until }: Interval,
      openTime: Float64Array,
      features: readonly string[],
      now: EpochMs,
    ): number => {
      const read = features.map((text, i) => readFeatures(text, openTime[i]!));
      const tally = quality.tally(seriesId);
      let changed = 0;
      for (const [time, text] of orphans.all(seriesId, from, until)) {
        tally.take(time, JSON.parse(text));
        changed += drop.run(seriesId, time).changes;
      }
      features.forEach((text, i) => {
        const time = openTime[i]!;
        const before = stored.get(seriesId, time);
        // An unchanged row stays as it was, with the time it was built at; one without a candle is not written.
        if (before === text || put.run(text, now, seriesId, time).changes === 0) return;
        if (before !== undefined) tally.take(time, JSON.parse(before));
        tally.add(time, read[i]!);
        changed += 1;
      });
      if (changed > 0) {
        tally.end();
        stale.mark(seriesId, 'partitions', { from, until });
        built.run(now);
      }
      return changed;
    },
  );
  const settle = db.transaction((ids: readonly number[]): void => stale.settle(ids));
  const setEnabled = db.transaction((seriesId: SeriesId, enabled: boolean, due: Interval | null): void => {
    enable.run(enabled ? 1 : 0, seriesId);
    if (enabled && due !== null) stale.mark(seriesId, 'features', due);
  });
  const sync = db.transaction((features: readonly CatalogFeature[]): void => {
    for (const one of features) enter.run({ ...one, dependencies: JSON.stringify(one.dependencies) });
  });
  return {
    /**
     * Stores the features of the candles that open in [from, until), one JSON per open time, and removes those of
     * candles that are gone. Returns how many rows are other than before; equal ones keep the time they were built
     * at. One bad entry refuses them all: throws `invalid-request` with the candle, the key and the reason.
     */
    write: (
      seriesId: SeriesId,
      where: Interval,
      openTime: Float64Array,
      features: readonly string[],
      now: EpochMs,
    ): number => write.immediate(seriesId, where, openTime, features, now),
    /** Turns computing on close on, with what there is to compute at once, or off; what is stored stays. */
    setEnabled: (seriesId: SeriesId, enabled: boolean, due: Interval | null): void =>
      setEnabled.immediate(seriesId, enabled, due),
    /** Brings the catalog table to what this program computes; older versions stay as they are. */
    sync: (features: readonly CatalogFeature[]): void => sync.immediate(features),
    settle: (ids: readonly number[]): void => settle.immediate(ids),
  };
}
