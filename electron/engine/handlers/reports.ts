import type { Handlers } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { CandleColumns } from '../../../shared/domain/candle.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { EngineContext } from '../context.ts';
import { listCoverage } from '../quality/coverage.ts';
import { verify } from '../quality/verify.ts';

type ReportHandlers = Pick<
  Handlers,
  | 'coverage.list'
  | 'coverage.cells'
  | 'verify.run'
  | 'verify.history'
  | 'verify.get'
  | 'candles.range'
  | 'candles.after'
  | 'events.list'
  | 'audit.list'
>;

/** `keepReports` is false for a program that only reads; `afterVerify` looks at what the ledgers say by then. */
export function reportHandlers(
  context: EngineContext,
  keepReports = true,
  afterVerify: () => Promise<void> = async () => undefined,
): ReportHandlers {
  const { store } = context;
  const ofSeries = async (
    seriesId: SeriesId,
    read: () => Promise<CandleColumns>,
  ): Promise<Result<{ candles: CandleColumns }, ApiError>> => {
    const known = (await store.read.series()).some(({ id }) => id === seriesId);
    if (!known) return fail({ code: 'not-found', message: `there is no series ${seriesId}` });
    return succeed({ candles: await read() });
  };
  return {
    'coverage.list': async (filter) => succeed({ series: await listCoverage(context, filter) }),
    'coverage.cells': async ({ seriesIds, from, bucketMs, count }) => {
      const wanted = new Set(seriesIds);
      const series = (await store.read.series()).filter(({ id }) => wanted.has(id));
      // The long reader: hour by hour of many series is a scan, and the tables of the window must not wait for it.
      const cells = await Promise.all(
        series.map(async ({ id, timeframe }) => ({
          seriesId: id,
          cells: await store.scan.coverageCells(id, timeframe, from, bucketMs, count),
        })),
      );
      return succeed({ series: cells });
    },
    'verify.run': async (request, signal) => {
      const report = await verify(context, request, signal);
      if (report === null) return fail({ code: 'cancelled', message: 'the verification was cancelled' });
      if (keepReports) await store.write.addReport(report);
      await afterVerify();
      return succeed(report);
    },
    'verify.history': async ({ limit }) => succeed({ reports: await store.read.reports(limit) }),
    'verify.get': async ({ id }) => {
      const report = await store.read.report(id);
      return report === null
        ? fail({ code: 'not-found', message: 'that report is not kept any more' })
        : succeed({ report });
    },
    'candles.range': ({ seriesId, before, limit }) =>
      ofSeries(seriesId, () => store.read.candlesBefore(seriesId, before, limit)),
    'candles.after': ({ seriesId, after, limit }) =>
      ofSeries(seriesId, () => store.read.candlesAfter(seriesId, after, limit)),
    'events.list': async ({ limit }) => succeed({ events: await store.read.events(limit) }),
    'audit.list': async ({ limit }) => succeed({ entries: await store.read.audit(limit) }),
  };
}
