import type { RepairPlan, RepairRequest } from '../../../shared/contract/calls/gaps.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { type Interval, type IntervalSet, intersect, normalize } from '../../../shared/domain/interval.ts';
import type { Series } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { durationOf, snapToGrid } from '../../../shared/domain/timeframe.ts';
import { createPageCounter, type PageCost } from '../backfill/pageCost.ts';
import { candlesIn } from '../backfill/pagePlan.ts';
import type { EngineContext } from '../context.ts';
import type { LedgerGap } from '../ports/store.ts';
import { bySeries, matches } from '../quality/coverage.ts';
import { isDue, isForSecondSource } from './repairRules.ts';
import { otherVenue } from './secondSource.ts';

/** What a repair would ask for of one series: of its own venue, and of the other one. */
export type SeriesPlan = Readonly<{
  series: Series;
  /** Gaps, or pieces of them where the trader named stretches, that the series' own venue is asked for. */
  own: readonly LedgerGap[];
  /** Those that only the other venue can fill. */
  elsewhere: readonly LedgerGap[];
  confirmed: number;
  waiting: number;
}>;

const EVERYTHING: Interval = { from: 0, until: Number.MAX_SAFE_INTEGER };

/** The pieces of a series the trader named; null when they named none at all. */
const namedOf = (
  { stretches }: Pick<RepairRequest, 'stretches'>,
  { id, timeframe }: Series,
): IntervalSet | null =>
  stretches === undefined
    ? null
    : normalize(stretches.filter(({ seriesId }) => seriesId === id).map((one) => snapToGrid(timeframe, one)));

type Fate = 'own' | 'elsewhere' | 'confirmed' | 'waiting';

/** What a request does with a gap. A gap the trader named does not have to wait. */
function fateOf(gap: LedgerGap, request: RepairRequest, now: EpochMs): Fate {
  if (gap.state !== 'confirmed-empty') {
    return request.stretches !== undefined || isDue(gap, now) ? 'own' : 'waiting';
  }
  if (request.includeConfirmed === true) return 'own';
  return request.secondSource === true && isForSecondSource(gap) ? 'elsewhere' : 'confirmed';
}

async function planSeries(
  { store, clock }: EngineContext,
  request: RepairRequest,
  series: Series,
): Promise<SeriesPlan> {
  const named = namedOf(request, series);
  const scope = named ?? [EVERYTHING];
  const all = named?.length === 0 ? [] : await store.read.ledgerGaps(series.id, 0, Number.MAX_SAFE_INTEGER);
  const pieces = all.flatMap((gap) => intersect([gap], scope).map((piece) => ({ ...gap, ...piece })));
  const byFate = Map.groupBy(pieces, (gap) => fateOf(gap, request, clock.now()));
  return {
    series,
    own: byFate.get('own') ?? [],
    elsewhere: byFate.get('elsewhere') ?? [],
    confirmed: byFate.get('confirmed')?.length ?? 0,
    waiting: byFate.get('waiting')?.length ?? 0,
  };
}

/** Sorts the gaps of the series a request speaks of into what is asked for and what is left alone. */
export async function planSeriesOf(context: EngineContext, request: RepairRequest): Promise<SeriesPlan[]> {
  const series = (await context.store.read.series())
    .filter((one) => matches(request, one))
    .toSorted(bySeries);
  return Promise.all(series.map((one) => planSeries(context, request, one)));
}

const sum = (a: PageCost, b: PageCost): PageCost => ({
  requests: a.requests + b.requests,
  weight: a.weight + b.weight,
});

type Counter = (missing: IntervalSet, timeframe: Series['timeframe']) => PageCost;

/** Says what a repair would take, without asking any venue for anything. */
export async function planRepair(context: EngineContext, request: RepairRequest): Promise<RepairPlan> {
  const plans = await planSeriesOf(context, request);
  const counters = new Map<ExchangeId, Counter>();
  const perSecond = new Map<ExchangeId, number>();
  const spent = new Map<ExchangeId, number>();
  const cost = async (exchange: ExchangeId, gaps: readonly LedgerGap[], of: Series): Promise<PageCost> => {
    if (gaps.length === 0) return { requests: 0, weight: 0 };
    const feed = await context.feeds.get(exchange);
    const count = counters.get(exchange) ?? createPageCounter(feed);
    counters.set(exchange, count);
    perSecond.set(exchange, feed.quota.perSecond);
    const found = count(normalize(gaps), of.timeframe);
    spent.set(exchange, (spent.get(exchange) ?? 0) + found.weight);
    return found;
  };
  const series: RepairPlan['series'] = [];
  for (const { series: one, own, elsewhere } of plans) {
    const gaps = [...own, ...elsewhere];
    if (gaps.length === 0) continue;
    const price = sum(
      await cost(one.exchange, own, one),
      await cost(otherVenue(one.exchange), elsewhere, one),
    );
    series.push({
      exchange: one.exchange,
      symbol: one.symbol,
      timeframe: one.timeframe,
      seriesId: one.id,
      gaps: gaps.length,
      missing: candlesIn(normalize(gaps), durationOf(one.timeframe)),
      requests: price.requests,
      weight: Math.ceil(price.weight),
    });
  }
  const total = (pick: (one: RepairPlan['series'][number]) => number): number =>
    series.reduce((all, one) => all + pick(one), 0);
  return {
    series,
    gaps: total((one) => one.gaps),
    missing: total((one) => one.missing),
    requests: total((one) => one.requests),
    weight: total((one) => one.weight),
    quotas: [...spent].map(([exchange, weight]) => ({
      exchange,
      weight: Math.ceil(weight),
      perMinute: perSecond.get(exchange)! * 60,
    })),
    // The venues are asked side by side: the slowest of them decides.
    seconds: Math.max(0, ...[...spent].map(([exchange, weight]) => weight / perSecond.get(exchange)!)),
    confirmed: plans.reduce((all, one) => all + one.confirmed, 0),
    waiting: plans.reduce((all, one) => all + one.waiting, 0),
  };
}
