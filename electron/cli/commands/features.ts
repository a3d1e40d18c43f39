import type { FeatureInfo } from '../../../shared/domain/feature.ts';
import { toIso } from '../../../shared/domain/time.ts';
import { startBackend } from '../../backend.ts';
import type { Backend } from '../../engine/ports/backend.ts';
import { unlessInterrupted } from '../failure.ts';
import { table } from '../output.ts';
import type { Run, Session } from '../program.ts';
import { type FilterOptions, filterOf, unwrap } from './reading.ts';

export type BuildOptions = FilterOptions & Readonly<{ parquet?: boolean; all?: boolean }>;

async function withBackend(session: Session, work: (backend: Backend) => Promise<number>): Promise<number> {
  const { dataDir, version, log, signal, output } = session;
  const backend = await startBackend({ dataDir, version, log }, 'cli');
  const stopTelling = backend.on('features.progress', ({ done, total }) =>
    output.progress(`features: ${done} of ${total} candles`),
  );
  try {
    return await unlessInterrupted(signal, work(backend));
  } finally {
    stopTelling();
    await backend.close();
  }
}

/** `features build`: computes what is missing or out of date, for the series named or those that keep features. */
export const buildFeatures: Run<BuildOptions> = (session, options) =>
  withBackend(session, async ({ handlers }) => {
    const request = { ...filterOf(options), parquet: options.parquet === true, all: options.all === true };
    const built = unwrap(await handlers['features.build'](request, session.signal));
    const nothing = 'No series keeps features; name some with --symbols or --timeframes.';
    const files = options.parquet === true ? `; ${built.partitions} Parquet files written` : '';
    session.output.answer(
      built,
      built.series === 0 ? nothing : `${built.series} series, ${built.rows} rows other than before${files}.`,
    );
    return 0;
  });

const rowOf = ({ name, version, category, lookback, hasSource, lastBuiltAt, formula }: FeatureInfo) => [
  `${name}@${version}`,
  category,
  String(lookback),
  hasSource ? '' : 'no source yet',
  lastBuiltAt === null ? 'never' : toIso(lastBuiltAt),
  formula,
];

/** `features list`: the catalog, and which series keep features. */
export const listFeatures: Run<object> = (session) =>
  withBackend(session, async ({ handlers }) => {
    const { features, series } = unwrap(await handlers['features.catalog']({}, session.signal));
    const titles = ['feature', 'category', 'lookback', 'source', 'last built', 'formula'];
    const align = ['left', 'left', 'right', 'left', 'left', 'left'] as const;
    const kept = series.map(
      ({ exchange, symbol, timeframe, rows, enabled }) =>
        `${exchange} ${symbol} ${timeframe}: ${rows} rows${enabled ? ', computed on close' : ''}`,
    );
    session.output.answer(
      {
        features: features.map((one) => ({
          ...one,
          lastBuiltAt: one.lastBuiltAt === null ? null : toIso(one.lastBuiltAt),
        })),
        series: series.map((one) => ({
          ...one,
          first: one.first === null ? null : toIso(one.first),
          last: one.last === null ? null : toIso(one.last),
        })),
      },
      [table(titles, features.map(rowOf), align), ...kept].join('\n'),
    );
    return 0;
  });
