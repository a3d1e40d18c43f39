import type { CallRequest, CatalogEntry } from '../../../shared/contract/calls.ts';
import { HistoryDays } from '../../../shared/domain/series.ts';
import { DEFAULT_HISTORY_DAYS, TIMEFRAMES, type Timeframe } from '../../../shared/domain/timeframe.ts';

/** Timeframes with the days wanted of each, as the contract takes them. */
export type Wanted = CallRequest<'catalog.setTimeframes'>['timeframes'];

/** What the editor holds: which timeframes are wanted, and the days of each as they are typed. */
export type TimeframesForm = Readonly<Record<Timeframe, Readonly<{ isWanted: boolean; days: string }>>>;

export type TimeframesProblem = 'none' | 'days';

const fill = (of: (timeframe: Timeframe) => TimeframesForm[Timeframe]): TimeframesForm =>
  Object.fromEntries(TIMEFRAMES.map((timeframe) => [timeframe, of(timeframe)])) as TimeframesForm;

/** Returns the form for an entry as it is; timeframes it does not have come with their usual days. */
export function formOf({ series }: Pick<CatalogEntry, 'series'>): TimeframesForm {
  // Of a suggestion nothing is wanted yet; opening it means to want what it suggests.
  const isSuggestion = series.every(({ tracked }) => !tracked);
  return fill((timeframe) => {
    const known = series.find((one) => one.timeframe === timeframe);
    const days = String(known?.historyDays ?? DEFAULT_HISTORY_DAYS[timeframe]);
    return { isWanted: known !== undefined && (known.tracked || isSuggestion), days };
  });
}

const readDays = (days: string): number | null => {
  const read = HistoryDays.safeParse(days.trim() === '' ? null : Number(days));
  return read.success ? read.data : null;
};

/** Returns the timeframes whose days cannot be read; those that are not wanted may say anything. */
export const unreadable = (form: TimeframesForm): readonly Timeframe[] =>
  TIMEFRAMES.filter((timeframe) => form[timeframe].isWanted && readDays(form[timeframe].days) === null);

/** Returns what has to be mended before the form can be kept, or null. */
export function problemOf(form: TimeframesForm): TimeframesProblem | null {
  if (TIMEFRAMES.every((timeframe) => !form[timeframe].isWanted)) return 'none';
  return unreadable(form).length > 0 ? 'days' : null;
}

/** Returns what the contract wants of a form that has no problem. */
export const toWanted = (form: TimeframesForm): Wanted =>
  TIMEFRAMES.filter((timeframe) => form[timeframe].isWanted).map((timeframe) => ({
    timeframe,
    days: readDays(form[timeframe].days) ?? DEFAULT_HISTORY_DAYS[timeframe],
  }));

/** Returns what a suggestion, or an entry that was removed, wants when it is taken as it is. */
export const suggestedOf = (entry: Pick<CatalogEntry, 'series'>): Wanted => toWanted(formOf(entry));
