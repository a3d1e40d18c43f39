import type { SeriesLedger } from '../../../../shared/domain/coverage.ts';
import { type Interval, intersect } from '../../../../shared/domain/interval.ts';
import type { Issue } from '../../../../shared/domain/issue.ts';
import type { CheckFinding, QualityLimits } from '../../../../shared/domain/quality.ts';
import { DAY } from '../../../../shared/domain/time.ts';
import { durationOf } from '../../../../shared/domain/timeframe.ts';
import type { NewReviewItem, SearchMark, SearchStep, SeriesNews } from '../../ports/store.ts';
import { readLimits } from '../limits.ts';
import { type Check, type CheckRun, findingOf, ITEMS_PER_SERIES, piecesOf, spanOf } from './checkRun.ts';

/**
 * A search begins this long before the last one ended: pages of the present continue the day's batch, and what they
 * healed behind the mark is told by no new one.
 */
const OVERLAP = 2 * DAY;

type Limits = Pick<QualityLimits, 'jump' | 'flatMinutes'>;

function itemsOf({ id, timeframe }: SeriesLedger, { jumps, flatRuns }: SearchStep, foundAt: number) {
  const items: NewReviewItem[] = [];
  for (const { openTime, basis, before, after, change, missing } of jumps) {
    const detail = { basis, before, after, change, missing };
    items.push({
      seriesId: id,
      kind: 'price-jump',
      from: openTime,
      to: openTime,
      candles: 1,
      detail,
      foundAt,
    });
  }
  for (const { from, to, candles, price } of flatRuns) {
    const detail = { price, minutes: (candles * durationOf(timeframe)) / 60_000 };
    items.push({ seriesId: id, kind: 'flat-run', from, to, candles, detail, foundAt });
  }
  return items;
}

type Tally = {
  checked: number;
  last: number | null;
  jumps: number;
  firstJump: number | null;
  runs: number;
  firstRun: number | null;
  longestMs: number;
};

function add(tally: Tally, step: SearchStep, candleMs: number): void {
  tally.checked += step.read;
  tally.last = step.last ?? tally.last;
  tally.jumps += step.jumps.length;
  tally.firstJump ??= step.jumps[0]?.openTime ?? null;
  tally.runs += step.flatRuns.length;
  tally.firstRun ??= step.flatRuns[0]?.from ?? null;
  for (const { candles } of step.flatRuns) tally.longestMs = Math.max(tally.longestMs, candles * candleMs);
}

function issuesIn({ jumps, firstJump, runs, firstRun, longestMs }: Tally): Issue[] {
  return [
    ...(firstJump === null ? [] : [{ code: 'price-jumps', count: jumps, first: firstJump } as const]),
    ...(firstRun === null ? [] : [{ code: 'flat-runs', count: runs, first: firstRun, longestMs } as const]),
  ];
}

/** Searches a stretch step by step and flags what it finds; returns false when it was stopped before the end. */
async function searchStretch(
  run: CheckRun,
  series: SeriesLedger,
  stretch: Interval,
  limits: Limits,
  tally: Tally,
  onRead: () => void,
): Promise<boolean> {
  const { store, clock } = run.context;
  for (let next: number | null = stretch.from; next !== null; ) {
    if (run.signal.aborted) return false;
    const step = await store.scan.searchStep(series, { from: next, until: stretch.until }, limits);
    const room = Math.max(0, ITEMS_PER_SERIES - tally.jumps - tally.runs);
    await run.flag(itemsOf(series, step, clock.now()).slice(0, room));
    add(tally, step, durationOf(series.timeframe));
    onRead();
    next = step.next;
  }
  return true;
}

/** Returns where to begin: after the last search, before what has changed since; all over with other limits. */
function startOf(mark: SearchMark | null, news: SeriesNews, limits: Limits): number {
  if (mark === null || mark.jump !== limits.jump || mark.flatMinutes !== limits.flatMinutes) return 0;
  return Math.max(0, Math.min(mark.until - OVERLAP, news.from ?? Number.POSITIVE_INFINITY));
}

/** Searches one series: what is new or changed since the last search, or the stretches that were asked for. */
async function searchSeries(
  run: CheckRun,
  series: SeriesLedger,
  limits: Limits,
  onRead: (read: number) => void,
): Promise<CheckFinding> {
  const { store } = run.context;
  const tally: Tally = {
    checked: 0,
    last: null,
    jumps: 0,
    firstJump: null,
    runs: 0,
    firstRun: null,
    longestMs: 0,
  };
  const isWhole = run.keeps && run.request.stretches === undefined;
  const mark = isWhole ? await store.read.searchMark(series.id) : null;
  const news = await store.read.seriesNews(series.id, mark ?? { batch: 0, revision: 0 });
  const from = startOf(mark, news, limits);
  const span = spanOf(series);
  let isDone = true;
  for (const piece of span === null
    ? []
    : intersect([{ ...span, from: Math.max(span.from, from) }], piecesOf(run, series.id))) {
    isDone &&= await searchStretch(run, series, piece, limits, tally, () => onRead(tally.checked));
  }
  if (isWhole && isDone && tally.last !== null) {
    const until = tally.last + durationOf(series.timeframe);
    const { batch, revision } = news;
    await store.write.setSearchMark(series.id, {
      until,
      batch,
      revision,
      jump: limits.jump,
      flatMinutes: limits.flatMinutes,
    });
  }
  const found = tally.jumps + tally.runs;
  return { ...findingOf(series), checked: tally.checked, found, issues: issuesIn(tally) };
}

/**
 * Looks for price jumps and flat runs in what has come since it last looked. What it finds is put before the trader and
 * stays as it is.
 */
export const suspiciousCheck: Check = async function* (run) {
  const limits = await readLimits(run.context);
  const total = run.series.reduce((sum, { candles }) => sum + candles, 0);
  let before = 0;
  for (const series of run.series) {
    if (run.signal.aborted) return;
    yield await searchSeries(run, series, limits, (read) =>
      run.progress(Math.min(before + read, total), total),
    );
    before += series.candles;
  }
  run.progress(before, total);
};
