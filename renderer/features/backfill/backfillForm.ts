import type { CallRequest } from '../../../shared/contract/calls.ts';
import { type ExchangeId, hasArchive } from '../../../shared/domain/exchange.ts';
import { MarketSymbol } from '../../../shared/domain/instrument.ts';
import { HistoryDays, type SeriesKey } from '../../../shared/domain/series.ts';
import { DAY, parseTime } from '../../../shared/domain/time.ts';
import { TIMEFRAMES, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { rectanglesOf } from '../series/rectangles.ts';

/** What the trader has filled in, as they filled it in. */
export type BackfillForm = Readonly<{
  /** Just these series, where every symbol with every timeframe would be more; then the fields for both rest. */
  exact: readonly SeriesKey[];
  exchange: ExchangeId;
  symbols: readonly string[];
  timeframes: readonly Timeframe[];
  /** `usual`: each timeframe the history its catalog entry wants. */
  range: 'usual' | 'days' | 'dates';
  days: string;
  /** UTC days as YYYY-MM-DD; an empty `to` is today. Both days belong to the range. */
  from: string;
  to: string;
  /** The series are kept live as soon as their history is there. */
  keepLive: boolean;
  /** What is of Binance is taken from its archive of files first; everything else is asked of its exchange. */
  archiveFirst: boolean;
}>;

export type FieldName = 'symbols' | 'timeframes' | 'days' | 'from' | 'to';
export type FieldProblem = 'none' | 'unreadable' | 'too-many' | 'reversed' | 'future';
export type FieldProblems = Readonly<Partial<Record<FieldName, FieldProblem>>>;

const MOST_SYMBOLS = 500;

function problemOfSymbols(symbols: readonly string[]): FieldProblem | null {
  if (symbols.length === 0) return 'none';
  if (symbols.length > MOST_SYMBOLS) return 'too-many';
  return symbols.every((symbol) => MarketSymbol.safeParse(symbol).success) ? null : 'unreadable';
}

const problemOfDays = (days: string): FieldProblem | null =>
  HistoryDays.safeParse(days.trim() === '' ? null : Number(days)).success ? null : 'unreadable';

function problemsOfDates({ from, to }: BackfillForm, now: number): FieldProblems {
  const start = parseTime(from);
  const end = to === '' ? now : parseTime(to);
  if (start === null) return { from: from === '' ? 'none' : 'unreadable' };
  if (end === null) return { to: 'unreadable' };
  if (start > now) return { from: 'future' };
  return start > end ? { to: 'reversed' } : {};
}

function problemsOfChoice({ exact, symbols, timeframes }: BackfillForm): FieldProblems {
  if (exact.length > 0) return {};
  const problem = problemOfSymbols(symbols);
  return {
    ...(problem === null ? {} : { symbols: problem }),
    ...(timeframes.length === 0 ? { timeframes: 'none' as const } : {}),
  };
}

/** Returns what has to be mended before the form can be sent; an empty object when nothing has. */
export function checkForm(form: BackfillForm, now: number): FieldProblems {
  const days = form.range === 'days' ? problemOfDays(form.days) : null;
  return {
    ...problemsOfChoice(form),
    ...(days === null ? {} : { days }),
    ...(form.range === 'dates' ? problemsOfDates(form, now) : {}),
  };
}

type BackfillRequest = CallRequest<'backfill.start'>;

function rangeOf({ range, days, from, to }: BackfillForm): Pick<BackfillRequest, 'days' | 'from' | 'until'> {
  if (range === 'usual') return {};
  if (range === 'days') return { days: Number(days) };
  const start = parseTime(from);
  const end = to === '' ? null : parseTime(to);
  return {
    ...(start === null ? {} : { from: start }),
    // The last day belongs to the range, and the contract's end does not.
    ...(end === null ? {} : { until: end + DAY }),
  };
}

/** Returns the requests for a form that `checkForm` found nothing wrong with: one, or several for a ragged choice. */
export function toRequests(form: BackfillForm): readonly BackfillRequest[] {
  const { exact, exchange, symbols, timeframes } = form;
  const range = { ...rangeOf(form), ...(form.keepLive ? { keepLive: true } : {}) };
  const sourceOf = (venue: ExchangeId): Pick<BackfillRequest, 'source'> =>
    form.archiveFirst && hasArchive(venue) ? { source: 'archive' } : {};
  if (exact.length > 0) {
    return rectanglesOf(exact).map((one) => ({ ...one, ...range, ...sourceOf(one.exchange) }));
  }
  const wanted = TIMEFRAMES.filter((timeframe) => timeframes.includes(timeframe));
  return [{ exchange, symbols: [...symbols], timeframes: wanted, ...range, ...sourceOf(exchange) }];
}

/** Tells whether any series of the form can come from an archive. */
export const offersArchive = ({ exact, exchange }: BackfillForm): boolean =>
  exact.length > 0 ? exact.some((one) => hasArchive(one.exchange)) : hasArchive(exchange);

/** Returns how many series a form is about. */
export const seriesCount = ({ exact, symbols, timeframes }: BackfillForm): number =>
  exact.length > 0 ? exact.length : symbols.length * timeframes.length;

/** Returns the part of a form that chooses just these series: the fields where they can say it, else a list. */
export function choiceOf(
  series: readonly SeriesKey[],
): Pick<BackfillForm, 'exact'> & Partial<Pick<BackfillForm, 'exchange' | 'symbols' | 'timeframes'>> {
  const rectangles = rectanglesOf(series);
  const [first] = rectangles;
  return rectangles.length === 1 && first !== undefined ? { exact: [], ...first } : { exact: series };
}

/**
 * Returns the symbol a trader means by what they typed: `btc/usdt` and `BTC-USDT` are BTCUSDT, and so is `btc` where
 * the venue has that and nothing called BTC.
 */
export function normalizeSymbol(typed: string, known: ReadonlySet<string>): string {
  const symbol = typed.trim().toUpperCase().replace(/:.*$/, '').replace(/[/_-]/g, '');
  return !known.has(symbol) && known.has(`${symbol}USDT`) ? `${symbol}USDT` : symbol;
}
