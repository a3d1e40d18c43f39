import type { Handlers } from '../../../shared/contract/dataClient.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { fail, succeed } from '../../../shared/lib/result.ts';
import { indicatorProblem } from '../../analysis/frame/plan.ts';
import type { EngineContext } from '../context.ts';
import { deriveSeries } from '../derive/deriveSeries.ts';
import { reconcile } from '../derive/reconcile.ts';
import { refusalOf } from '../frames/resolve.ts';

type DeriveHandlers = Pick<Handlers, Extract<keyof Handlers, `derive.${string}` | `indicators.${string}`>>;

/** A stretch longer than this is not a short question of the window. */
const LONG_CANDLES = 50_000;

/** What is made of stored candles: coarser ones, a comparison of those with the venue's, and indicators. */
export const deriveHandlers = (context: EngineContext): DeriveHandlers => ({
  'derive.run': (request, signal) => deriveSeries(context, request, signal),
  'derive.reconcile': (request, signal) => reconcile(context, request, signal),
  'indicators.range': async ({ seriesId, spec, from, until }) => {
    const { store } = context;
    const series = (await store.read.series()).find(({ id }) => id === seriesId);
    if (series === undefined) return fail({ code: 'not-found', message: 'there is no such series' });
    const problem = indicatorProblem(spec);
    if (problem !== null) return fail(refusalOf([problem]));
    // On-balance volume counts from the first candle of the series, however short the stretch is.
    const isLong = spec.name === 'obv' || (until - from) / durationOf(series.timeframe) > LONG_CANDLES;
    const thread = isLong ? store.scan : store.read;
    return succeed(await thread.indicatorRange(series, spec, { from, until }));
  },
});
