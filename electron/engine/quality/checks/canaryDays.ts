import type { SeriesLedger } from '../../../../shared/domain/coverage.ts';
import { isDelisted } from '../../../../shared/domain/coverage.ts';
import { intersect } from '../../../../shared/domain/interval.ts';
import { DAY } from '../../../../shared/domain/time.ts';
import { durationOf } from '../../../../shared/domain/timeframe.ts';
import { type CheckRun, piecesOf } from './checkRun.ts';

/** A day of a series to be fetched again; `day` counts from 1970. */
export type ChosenDay = Readonly<{ series: SeriesLedger; day: number }>;

/** A venue corrects what it said of the last hours as a matter of course; older candles are meant to be final. */
const SETTLED_AFTER = DAY;

/** Returns the days of a series that are over, settled, asked about, and have candles. */
async function daysOf(run: CheckRun, series: SeriesLedger): Promise<number[]> {
  const { store, exchangeClock } = run.context;
  const now = exchangeClock.now(series.exchange);
  const length = Math.max(DAY, durationOf(series.timeframe));
  const pieces = piecesOf(run, series.id);
  return (await store.read.coverageDays(series.id))
    .filter(([day, candles]) => candles > 0 && day * DAY + length <= now - SETTLED_AFTER)
    .filter(([day]) => intersect(pieces, [{ from: day * DAY, until: (day + 1) * DAY }]).length > 0)
    .map(([day]) => day);
}

/** Takes one element out of `from` by chance; null when there is none. */
function draw<T>(from: T[], random: () => number): T | null {
  if (from.length === 0) return null;
  const at = Math.floor(random() * from.length);
  const [taken] = from.splice(at, 1);
  return taken ?? null;
}

/**
 * Chooses at most `count` days by chance, in turns over the series, so that the one with the longest history is not the
 * only one that is ever looked at. A symbol that has left its venue is left out: the venue does not tell of it any more.
 */
export async function chooseDays(run: CheckRun, count: number): Promise<ChosenDay[]> {
  const { timing, exchangeClock } = run.context;
  const left = run.series.filter((one) => !isDelisted(one, exchangeClock.now(one.exchange)));
  const round: { series: SeriesLedger; days: number[] | null }[] = [];
  for (let next = draw(left, timing.random); next !== null; next = draw(left, timing.random)) {
    round.push({ series: next, days: null });
  }
  const chosen: ChosenDay[] = [];
  for (let waiting = round; waiting.length > 0 && chosen.length < count; ) {
    const again: typeof round = [];
    for (const one of waiting) {
      if (chosen.length >= count) break;
      one.days ??= await daysOf(run, one.series);
      const day = draw(one.days, timing.random);
      if (day === null) continue;
      chosen.push({ series: one.series, day });
      again.push(one);
    }
    waiting = again;
  }
  return chosen;
}
