import type { CallReceived, CallResponse } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { SeriesLedger } from '../../../shared/domain/coverage.ts';
import { type Series, seriesName } from '../../../shared/domain/series.ts';
import { DAY } from '../../../shared/domain/time.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import { whyNotDerivable } from '../../analysis/aggregate.ts';
import type { EngineContext } from '../context.ts';
import { spanOf } from '../quality/checks/checkRun.ts';
import { deriveStretch } from './deriveStretch.ts';
import { createTimeLeft } from './timeLeft.ts';

type Request = CallReceived<'derive.run'>;
type Answer = Result<CallResponse<'derive.run'>, ApiError>;

const LONGEST_HISTORY_DAYS = 10_000;

/** Returns the series of the same symbol in another timeframe; a new one is not tracked: nobody downloads it. */
async function targetOf({ store }: EngineContext, finer: SeriesLedger, request: Request): Promise<Series> {
  const find = async (): Promise<Series | undefined> =>
    (await store.read.series()).find(
      (one) => one.instrumentId === finer.instrumentId && one.timeframe === request.timeframe,
    );
  const known = await find();
  if (known !== undefined) return known;
  const days = Math.ceil(((finer.last ?? 0) - (finer.first ?? 0)) / DAY);
  const wanted = Math.min(LONGEST_HISTORY_DAYS, Math.max(1, days));
  const id = await store.write.trackSeries(finer.instrumentId, request.timeframe, wanted);
  await store.write.setSeriesAside(id);
  return (await find())!;
}

/**
 * Makes a series out of everything that is stored of a finer one. `keep` also keeps it up to date from then on; a run
 * that is cancelled or fails leaves that as it was. Candles of the venue in the series stay as they are.
 */
export async function deriveSeries(
  context: EngineContext,
  request: Request,
  signal: AbortSignal,
): Promise<Answer> {
  const { store, clock, journal, publish } = context;
  const timeLeft = createTimeLeft(clock.now);
  const finer = (await store.read.seriesLedgers()).find(({ id }) => id === request.seriesId);
  if (finer === undefined) return fail({ code: 'not-found', message: 'there is no such series' });
  const problem = whyNotDerivable(finer.timeframe, request.timeframe);
  if (problem !== null) return fail({ code: 'invalid-request', message: problem });
  const span = spanOf(finer);
  if (span === null)
    return fail({ code: 'conflict', message: `${seriesName(finer)} has no candles to derive from` });
  const target = await targetOf(context, finer, request);
  const before = target.derivedFrom ?? null;
  // First: what changes under it from now on is noted, even while the history is being made.
  if (request.keep) await store.write.setDerivedFrom(target.id, finer.timeframe);
  const undoKeep = (): Promise<void> =>
    request.keep ? store.write.setDerivedFrom(target.id, before) : Promise.resolve();
  try {
    const { written, incomplete } = await deriveStretch(context, { target, finer }, span, {
      signal,
      removes: false,
      onStep: (done, total) =>
        publish('derive.progress', { seriesId: target.id, done, total, etaMs: timeLeft(done, total) }),
    });
    if (signal.aborted) {
      await undoKeep();
      return fail({ code: 'cancelled', message: `stopped after ${written} candles; they are kept` });
    }
    const kept = request.keep ? ', and kept up to date' : '';
    await journal.audit('derive', seriesName(target), `${written} candles out of ${finer.timeframe}${kept}`);
    publish('catalog.changed', {});
    return succeed({ seriesId: target.id, written, incomplete });
  } catch (error) {
    await undoKeep();
    throw error;
  }
}
