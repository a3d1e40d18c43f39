/** One Parquet file of the feature store: a symbol's rows of one month, whatever their exchange and timeframe. */
export type FeaturePartition = Readonly<{
  symbol: string;
  /** `2026-01`. */
  month: string;
  /** Rows by series, each ascending in time: the features' JSON by open time. */
  series: readonly Readonly<{
    exchange: string;
    timeframe: string;
    rows: readonly (readonly [openTime: number, features: string])[];
  }>[];
}>;

/** The feature store of the seeds: `features/symbol=BTCUSDT/2026-01/features.parquet` in the data directory. */
export interface FeatureFiles {
  has(symbol: string, month: string): Promise<boolean>;
  /** Writes a partition off the main thread, whole or not at all; one without rows is removed. */
  write(partition: FeaturePartition): Promise<void>;
  /** Writes `_metadata/feature_catalog.json`. */
  writeCatalog(catalog: readonly unknown[]): Promise<void>;
}
