import type { SeriesLedger } from '../../../../shared/domain/coverage.ts';
import type { ExchangeId } from '../../../../shared/domain/exchange.ts';
import { intersect } from '../../../../shared/domain/interval.ts';
import type { Issue } from '../../../../shared/domain/issue.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { CheckFinding } from '../../../../shared/domain/quality.ts';
import { DAY } from '../../../../shared/domain/time.ts';
import { ceilToGrid } from '../../../../shared/domain/timeframe.ts';
import type { NewReviewItem } from '../../ports/store.ts';
import { type ChosenDay, chooseDays } from './canaryDays.ts';
import { type Drift, fetchAgain } from './canaryFetch.ts';
import { type Check, type CheckRun, findingOf, spanOf } from './checkRun.ts';

/** Days a night: with pages of two hundred minutes this is some hundred requests. */
const DEFAULT_DAYS = 20;
const MOST_DAYS = 1_000;
/** A venue that does not answer this often in a row is not asked about the other days. */
const FAILURES_IN_A_ROW = 3;

type Tally = {
  series: SeriesLedger;
  checked: number;
  changed: number;
  days: number;
  first: number | null;
  unanswered: number;
  problem: Problem | null;
};

const newTally = (series: SeriesLedger): Tally => ({
  series,
  checked: 0,
  changed: 0,
  days: 0,
  first: null,
  unanswered: 0,
  problem: null,
});

function itemOf(
  seriesId: SeriesLedger['id'],
  { differences, vanished }: Drift,
  foundAt: number,
): NewReviewItem {
  const times = [...differences.map(({ openTime }) => openTime), ...vanished];
  const [first] = differences;
  return {
    seriesId,
    kind: 'canary-drift',
    from: Math.min(...times),
    to: Math.max(...times),
    candles: times.length,
    detail: {
      field: first?.field ?? null,
      before: first?.stored ?? null,
      after: first?.expected ?? null,
      changed: differences.length,
      vanished: vanished.length,
    },
    foundAt,
  };
}

/** Keeps what one day has shown. */
async function keep(run: CheckRun, { series, day }: ChosenDay, drift: Drift, tally: Tally): Promise<void> {
  const { store, clock, publish } = run.context;
  const changed = drift.differences.length + drift.vanished.length;
  tally.checked += drift.compared;
  tally.changed += changed;
  const checkedAt = clock.now();
  await store.write.addCanaryDay({ seriesId: series.id, day, checkedAt, candles: drift.compared, changed });
  if (changed === 0) return;
  const item = itemOf(series.id, drift, checkedAt);
  tally.days += 1;
  tally.first = Math.min(tally.first ?? item.from, item.from);
  await run.flag([item]);
  publish('coverage.changed', { seriesIds: [series.id] });
}

function toFinding({ series, checked, changed, days, first, unanswered, problem }: Tally): CheckFinding {
  const issues: Issue[] = [];
  if (first !== null) issues.push({ code: 'drifted', days, candles: changed, first });
  if (problem !== null) issues.push({ code: 'not-answered', days: unanswered, problem });
  return { ...findingOf(series), checked, found: changed, issues };
}

/** Fetches one day again; a failure is counted, and nothing else happens. */
async function checkDay(run: CheckRun, chosen: ChosenDay, unified: string, tally: Tally): Promise<boolean> {
  const { series, day } = chosen;
  const from = ceilToGrid(series.timeframe, day * DAY);
  const until = ceilToGrid(series.timeframe, (day + 1) * DAY);
  // What lies outside of the series was never wanted: looking again must not make it longer.
  const [stored] = intersect([{ from, until }], [spanOf(series) ?? { from, until }]);
  const drift = await fetchAgain(run, series, unified, stored ?? { from, until });
  if (drift.ok) await keep(run, chosen, drift.value, tally);
  else if (!run.signal.aborted) {
    tally.unanswered += 1;
    tally.problem = drift.error;
  }
  return drift.ok;
}

/**
 * Fetches random closed days again and compares them bit by bit with what is stored: whether the venue, or the disk, has
 * changed what was once true. What changed is stored as revisions, so nothing of it is lost.
 */
export const canaryCheck: Check = async function* (run) {
  const { context, request, signal } = run;
  const wanted = request.days ?? (request.stretches === undefined ? DEFAULT_DAYS : MOST_DAYS);
  const chosen = await chooseDays(run, wanted);
  const instruments = new Map((await context.store.read.instruments()).map((one) => [one.id, one.unified]));
  const tallies = new Map<SeriesLedger['id'], Tally>();
  const failures = new Map<ExchangeId, number>();
  for (const [done, one] of chosen.entries()) {
    if (signal.aborted || run.requests.left <= 0) break;
    run.progress(done, chosen.length);
    const { series } = one;
    const unified = instruments.get(series.instrumentId);
    const tally = tallies.get(series.id) ?? newTally(series);
    tallies.set(series.id, tally);
    const inARow = failures.get(series.exchange) ?? 0;
    if (unified === undefined || inARow >= FAILURES_IN_A_ROW) {
      tally.unanswered += 1;
      tally.problem ??= { code: 'given-up', exchange: series.exchange, times: FAILURES_IN_A_ROW };
      continue;
    }
    const isAnswered = await checkDay(run, one, unified, tally);
    failures.set(series.exchange, isAnswered ? 0 : inARow + 1);
  }
  run.progress(chosen.length, chosen.length);
  const found = [...tallies.values()];
  const changed = found.reduce((sum, tally) => sum + tally.changed, 0);
  if (changed > 0) {
    await context.journal.event('warning', 'quality', { type: 'canary-drift', count: changed });
  }
  yield* found.map(toFinding);
};
