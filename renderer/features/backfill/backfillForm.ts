import type { CallRequest } from '../../../shared/contract/calls.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { MarketSymbol } from '../../../shared/domain/instrument.ts';
import { HistoryDays } from '../../../shared/domain/series.ts';
import { DAY, parseTime } from '../../../shared/domain/time.ts';
import { TIMEFRAMES, type Timeframe } from '../../../shared/domain/timeframe.ts';

/** What the trader has filled in, as they filled it in. */
export type BackfillForm = Readonly<{
  exchange: ExchangeId;
  symbols: readonly string[];
  timeframes: readonly Timeframe[];
  range: 'days' | 'dates';
  /** Empty: each timeframe its usual history. */
  days: string;
  /** UTC days as YYYY-MM-DD; an empty `to` is today. Both days belong to the range. */
  from: string;
  to: string;
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
  days.trim() === '' || HistoryDays.safeParse(Number(days)).success ? null : 'unreadable';

function problemsOfDates({ from, to }: BackfillForm, now: number): FieldProblems {
  const start = parseTime(from);
  const end = to === '' ? now : parseTime(to);
  if (start === null) return { from: from === '' ? 'none' : 'unreadable' };
  if (end === null) return { to: 'unreadable' };
  if (start > now) return { from: 'future' };
  return start > end ? { to: 'reversed' } : {};
}

/** Returns what has to be mended before the form can be sent; an empty object when nothing has. */
export function checkForm(form: BackfillForm, now: number): FieldProblems {
  const symbols = problemOfSymbols(form.symbols);
  const days = form.range === 'days' ? problemOfDays(form.days) : null;
  return {
    ...(symbols === null ? {} : { symbols }),
    ...(form.timeframes.length === 0 ? { timeframes: 'none' as const } : {}),
    ...(days === null ? {} : { days }),
    ...(form.range === 'dates' ? problemsOfDates(form, now) : {}),
  };
}

/** Returns the request for a form that `checkForm` found nothing wrong with. */
export function toRequest(form: BackfillForm): CallRequest<'backfill.start'> {
  const { exchange, symbols, timeframes, range, days, from, to } = form;
  const what = {
    exchange,
    symbols: [...symbols],
    timeframes: TIMEFRAMES.filter((timeframe) => timeframes.includes(timeframe)),
  };
  if (range === 'days') return days.trim() === '' ? what : { ...what, days: Number(days) };
  const start = parseTime(from);
  const end = to === '' ? null : parseTime(to);
  return {
    ...what,
    ...(start === null ? {} : { from: start }),
    // The last day belongs to the range, and the contract's end does not.
    ...(end === null ? {} : { until: end + DAY }),
  };
}

/**
 * Returns the symbol a trader means by what they typed: `btc/usdt` and `BTC-USDT` are BTCUSDT, and so is `btc` where
 * the venue has that and nothing called BTC.
 */
export function normalizeSymbol(typed: string, known: ReadonlySet<string>): string {
  const symbol = typed.trim().toUpperCase().replace(/:.*$/, '').replace(/[/_-]/g, '');
  return !known.has(symbol) && known.has(`${symbol}USDT`) ? `${symbol}USDT` : symbol;
}
