import type { TFunction } from 'i18next';
import { seriesName } from '../../../shared/domain/series.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { Pointed } from '../../charts/chartPort.ts';
import type { Sight } from '../../charts/viewport.ts';
import { type Missing, missingAt } from './gapBands.ts';
import { inSight, type LegendTexts, legendOf, legendOfRow, rowAt } from './legend.ts';
import type { PaneState } from './paneStore.ts';
import type { PaneWords } from './paneWords.ts';

/** What stands under the mouse: a candle's values, or why there is none. */
export type Reading = Readonly<{ legend: LegendTexts | null; tip: readonly string[] | null }>;

const NOTHING: Reading = { legend: null, tip: null };

/** Reads the candle behind the window that is drawn at a time; without a time the newest one. */
function readTail({ window, tail }: PaneState, time: number | null, duration: number, words: PaneWords) {
  const i = time === null ? tail.length - 1 : tail.findIndex(([at]) => Math.abs(at - time) <= duration / 2);
  const row = tail[i];
  const base = tail[i - 1]?.[4] ?? window?.candles.close.at(-1) ?? 0;
  return row === undefined ? null : legendOfRow(row, base, words);
}

/** Reads the chart where the mouse points, or its newest candle when it does not. */
export function readAt(
  state: PaneState,
  pointed: Pick<Pointed, 'time'> | null,
  missing: readonly Missing[],
  words: PaneWords,
): Reading {
  const { window, series } = state;
  if (window === null || series === null || window.candles.openTime.length === 0) return NOTHING;
  const { candles } = window;
  const duration = durationOf(series.timeframe);
  const live = readTail(state, pointed?.time ?? null, duration, words);
  if (live !== null) return { legend: live, tip: null };
  if (pointed === null) return { legend: legendOf(candles, candles.openTime.length - 1, words), tip: null };
  const row = rowAt(candles, pointed.time, duration);
  if (row !== null) return { legend: legendOf(candles, row, words), tip: null };
  const hole = missingAt(missing, pointed.time, duration);
  return { legend: null, tip: hole === null ? null : words.cause(hole) };
}

/** Says in a sentence what is in sight, for whoever cannot see it. */
export function summaryOf(
  t: TFunction,
  { window, series }: PaneState,
  sight: Sight | null,
  missing: readonly Missing[],
  words: PaneWords,
): string {
  if (window === null || series === null) return '';
  const name = seriesName(series);
  const seen = sight === null ? null : inSight(window.candles, sight.from, sight.to);
  if (sight === null || seen === null) return t('chart.summaryEmpty', { name });
  const lacking = missing.filter(({ from, to }) => to >= sight.from && from <= sight.to);
  return t('chart.summary', {
    name,
    zone: words.zone,
    amount: words.count(seen.amount),
    missing: words.count(lacking.reduce((sum, { candles }) => sum + candles, 0)),
    from: words.time(seen.from),
    to: words.time(seen.to),
    high: words.price(seen.high),
    low: words.price(seen.low),
    close: words.price(seen.close),
  });
}
