import type { CallReceived, CallResponse } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { SeriesLedger } from '../../../shared/domain/coverage.ts';
import type { FeatureCoverage, FeatureInfo } from '../../../shared/domain/feature.ts';
import { type SeriesId, seriesName } from '../../../shared/domain/series.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import { featureKey } from '../../analysis/features/feature.ts';
import { FEATURES } from '../../analysis/features/features.ts';
import { STORED_KEYS } from '../../analysis/features/stored.ts';
import type { EngineContext } from '../context.ts';
import type { DerivedKeeper } from '../derive/keeper.ts';
import { createTimeLeft } from '../derive/timeLeft.ts';
import type { FeatureFiles } from '../ports/features.ts';
import { spanOf } from '../quality/checks/checkRun.ts';
import { bySeries, matches } from '../quality/coverage.ts';
import { buildStretch } from './buildStretch.ts';
import { writePartitions } from './partitions.ts';

export type FeatureService = Readonly<{
  catalog(): Promise<CallResponse<'features.catalog'>>;
  enable(
    request: CallReceived<'features.enable'>,
  ): Promise<Result<CallResponse<'features.enable'>, ApiError>>;
  build(
    request: CallReceived<'features.build'>,
    signal: AbortSignal,
  ): Promise<Result<CallResponse<'features.build'>, ApiError>>;
  quality(
    request: CallReceived<'features.quality'>,
  ): Promise<Result<CallResponse<'features.quality'>, ApiError>>;
}>;

type Deps = Readonly<{ context: EngineContext; keeper: DerivedKeeper; files: FeatureFiles }>;

async function coverageOf({ store }: EngineContext): Promise<FeatureCoverage[]> {
  const [sums, series] = await Promise.all([store.scan.featureSums(), store.read.series()]);
  return series.toSorted(bySeries).flatMap(({ id, exchange, symbol, timeframe }) => {
    const sum = sums.find(({ seriesId }) => seriesId === id);
    return sum === undefined ? [] : [{ exchange, symbol, timeframe, ...sum }];
  });
}

async function infoOf({ store }: EngineContext): Promise<FeatureInfo[]> {
  const built = await store.read.featuresLastBuilt();
  return FEATURES.map(({ name, version, category, formula, dependencies, lookback, compute }) => ({
    name,
    version,
    category,
    formula,
    dependencies: [...dependencies],
    lookback,
    hasSource: compute !== null,
    lastBuiltAt: built[featureKey({ name, version })] ?? null,
  }));
}

/** Returns the key of a feature or stored indicator by its name, with or without a version. */
const keyOf = (name: string): string | undefined =>
  STORED_KEYS.find((key) => key === name || key.split('@')[0] === name);

/** Features in the store and in Parquet: which there are, which series keep them, how good they are. */
export async function createFeatureService({ context, keeper, files }: Deps): Promise<FeatureService> {
  const { store, clock, journal, publish } = context;
  await store.write.syncFeatureCatalog(
    FEATURES.map(({ name, version, category, formula, dependencies, lookback }) => ({
      name,
      version,
      category,
      formula,
      dependencies: [...dependencies],
      lookback,
    })),
  );

  const setEnabled = async (one: SeriesLedger, enabled: boolean): Promise<void> =>
    store.write.setSeriesFeatures(one.id, enabled, one.features === true ? null : spanOf(one));

  /** What the keeper has no list of: series that do not keep features, or everything where all is asked for. */
  const wholeOf = (series: readonly SeriesLedger[], isAll: boolean): SeriesLedger[] =>
    series.filter((one) => isAll || one.features !== true);

  const buildWhole = async (
    series: readonly SeriesLedger[],
    signal: AbortSignal,
  ): Promise<Readonly<{ series: number; rows: number }>> => {
    const total = series.reduce((sum, { candles }) => sum + candles, 0);
    const timeLeft = createTimeLeft(clock.now);
    let before = 0;
    const sum = { series: 0, rows: 0 };
    for (const one of series) {
      const span = spanOf(one);
      if (span === null || signal.aborted) continue;
      const share = one.candles / (span.until - span.from);
      const rows = await buildStretch(context, one, span, signal, (until) => {
        const done = Math.min(total, Math.round(before + (until - span.from) * share));
        publish('features.progress', { done, total, etaMs: timeLeft(done, total) });
      });
      before += one.candles;
      sum.rows += rows;
      sum.series += 1;
    }
    return sum;
  };

  return {
    catalog: async () => ({ features: await infoOf(context), series: await coverageOf(context) }),
    enable: async ({ seriesIds, enabled }) => {
      const wanted = new Set<SeriesId>(seriesIds);
      const series = (await store.read.seriesLedgers()).filter(({ id }) => wanted.has(id));
      if (series.length === 0) return fail({ code: 'not-found', message: 'there are no such series' });
      for (const one of series) await setEnabled(one, enabled);
      await journal.audit(
        enabled ? 'features.enable' : 'features.disable',
        series.map(seriesName).join(', '),
      );
      keeper.poke();
      publish('features.changed', { seriesIds: series.map(({ id }) => id) });
      publish('catalog.changed', {});
      return succeed({ series: (await coverageOf(context)).filter(({ seriesId }) => wanted.has(seriesId)) });
    },
    build: async ({ parquet, all = false, ...filter }, signal) => {
      const isNamed = filter.symbols !== undefined || filter.timeframes !== undefined;
      const meant = (await store.read.seriesLedgers())
        .filter((one) => one.candles > 0 && matches(filter, one) && (isNamed || one.features === true))
        .toSorted(bySeries);
      // What changed under the series that keep features comes first: that is what is out of date of them.
      const before = keeper.rowsBuilt();
      keeper.poke();
      await keeper.settled();
      const left = await store.read.stale('features');
      const failed = meant.find(({ id }) => left.some(({ seriesId }) => seriesId === id));
      if (failed !== undefined) {
        const message = `the features of ${seriesName(failed)} could not be computed; the events say why`;
        return fail({ code: 'internal', message });
      }
      const whole = wholeOf(meant, all);
      const built = await buildWhole(whole, signal);
      const partitions =
        parquet && !signal.aborted ? await writePartitions(context, files, meant, all, signal) : 0;
      if (parquet && !signal.aborted) await files.writeCatalog(await infoOf(context));
      if (signal.aborted)
        return fail({ code: 'cancelled', message: `stopped after ${built.rows} rows; they are kept` });
      return succeed({ series: meant.length, rows: built.rows + keeper.rowsBuilt() - before, partitions });
    },
    quality: async ({ seriesId, name }) => {
      const key = keyOf(name);
      const series = (await store.read.series()).find(({ id }) => id === seriesId);
      if (key === undefined || series === undefined)
        return fail({ code: 'not-found', message: 'there is no such feature or series' });
      const days = new Map<number, Record<string, number>>();
      for (const [day, quality, values] of await store.read.featureDays(seriesId, key)) {
        days.set(day, { ...days.get(day), [quality]: values });
      }
      return succeed({ days: [...days].map(([day, counts]) => ({ day, counts })) });
    },
  };
}
