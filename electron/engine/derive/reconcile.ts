import type { CallReceived, CallResponse } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { SeriesLedger } from '../../../shared/domain/coverage.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { EngineContext } from '../context.ts';
import { spanOf } from '../quality/checks/checkRun.ts';
import { finerSeries } from '../quality/finerSeries.ts';

type Report = CallResponse<'derive.reconcile'>;
type Field = Report['fields'][number];

const FIELDS = ['open', 'high', 'low', 'close', 'volume'] as const;

const emptyField = (field: string): Field => ({
  field,
  equal: 0,
  different: 0,
  largest: null,
  firstAt: null,
});

/** The series it is kept from, or the finest stored one that divides it. */
function sourceOf(target: SeriesLedger, all: readonly SeriesLedger[]): SeriesLedger | undefined {
  const finer = finerSeries(target, all).filter(({ candles }) => candles > 0);
  return finer.find(({ timeframe }) => timeframe === target.derivedFrom) ?? finer[0];
}

/**
 * Compares the candles a series would have if it were derived with those the venue gave (files count as the venue),
 * field by field; prices to the last bit, volumes but for the rounding of sums. Candles that were derived themselves
 * are not compared with themselves. Changes nothing. `finer` names what it was made of.
 */
export async function reconcile(
  { store }: Pick<EngineContext, 'store'>,
  { seriesId, from, until }: CallReceived<'derive.reconcile'>,
  signal: AbortSignal,
): Promise<Result<Report, ApiError>> {
  const all = await store.read.seriesLedgers();
  const target = all.find(({ id }) => id === seriesId);
  if (target === undefined) return fail({ code: 'not-found', message: 'there is no such series' });
  const finer = sourceOf(target, all);
  if (finer === undefined) {
    const message = `there are no finer candles of ${seriesName(target)} to compare with`;
    return fail({ code: 'conflict', message });
  }
  const span = spanOf(target);
  const fields = FIELDS.map(emptyField);
  let compared = 0;
  const stretch = { from: from ?? span?.from ?? 0, until: until ?? span?.until ?? 0 };
  for (let next: number | null = stretch.from; next !== null; ) {
    if (signal.aborted) return fail({ code: 'cancelled', message: 'the comparison was stopped' });
    const step = await store.scan.reconcileStep(target, finer, { from: next, until: stretch.until });
    compared += step.compared;
    step.fields.forEach((one, i) => {
      const sum = fields[i]!;
      sum.equal += one.equal;
      sum.different += one.different;
      sum.firstAt ??= one.firstAt;
      if (one.largest !== null) sum.largest = Math.max(sum.largest ?? 0, one.largest);
    });
    next = step.next;
  }
  return succeed({ compared, finer: finer.timeframe, fields });
}
