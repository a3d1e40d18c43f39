import { parquetWriteBuffer } from 'hyparquet-writer';
import type { FeaturePartition } from '../../engine/ports/features.ts';

type Entry = Readonly<{ value: number | null; quality: string }>;

/** The keys of all rows in the order in which they first come: a new version of a feature stands behind the old one. */
function keysOf(rows: readonly Readonly<Record<string, Entry>>[]): string[] {
  const keys = new Set<string>();
  for (const row of rows) for (const key of Object.keys(row)) keys.add(key);
  return [...keys];
}

/**
 * Returns a partition as a Parquet file: timestamp (UTC, milliseconds), exchange, timeframe, and for each feature a
 * double under its `name@version` and its quality under `name@version_quality`. A value that is not known is null.
 */
export function partitionBytes({ symbol, month, series }: FeaturePartition): Uint8Array {
  const rows = series.flatMap((one) => one.rows);
  const entries = rows.map(([, features]) => JSON.parse(features) as Readonly<Record<string, Entry>>);
  const origin = (field: 'exchange' | 'timeframe'): string[] =>
    series.flatMap((one) => new Array<string>(one.rows.length).fill(one[field]));
  const columnData = [
    {
      name: 'timestamp',
      type: 'TIMESTAMP' as const,
      nullable: false,
      data: rows.map(([openTime]) => new Date(openTime)),
    },
    { name: 'exchange', type: 'STRING' as const, nullable: false, data: origin('exchange') },
    { name: 'timeframe', type: 'STRING' as const, nullable: false, data: origin('timeframe') },
    ...keysOf(entries).flatMap((key) => [
      { name: key, type: 'DOUBLE' as const, data: entries.map((row) => row[key]?.value ?? null) },
      {
        name: `${key}_quality`,
        type: 'STRING' as const,
        data: entries.map((row) => row[key]?.quality ?? null),
      },
    ]),
  ];
  const kvMetadata = [
    { key: 'symbol', value: symbol },
    { key: 'month', value: month },
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata, createdBy: 'Candlekeep' }));
}
