import { InvalidArgumentError } from 'commander';
import { EXCHANGES, ExchangeId } from '../../shared/domain/exchange.ts';
import type { ConflictRule } from '../../shared/domain/import.ts';
import { MarketSymbol } from '../../shared/domain/instrument.ts';
import { BackfillSource } from '../../shared/domain/job.ts';
import { IngestionMode } from '../../shared/domain/live.ts';
import { CheckKind } from '../../shared/domain/quality.ts';
import { HistoryDays } from '../../shared/domain/series.ts';
import { parseTime } from '../../shared/domain/time.ts';
import { TIMEFRAMES, Timeframe } from '../../shared/domain/timeframe.ts';

const words = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** `BTCUSDT,ETHUSDT`, in any case. */
export function symbolList(text: string): string[] {
  const symbols = words(text).map((word) => word.toUpperCase());
  const wrong = symbols.find((symbol) => !MarketSymbol.safeParse(symbol).success);
  if (wrong !== undefined)
    throw new InvalidArgumentError(`"${wrong}" is not a symbol; write it like BTCUSDT.`);
  if (symbols.length === 0)
    throw new InvalidArgumentError('No symbol is named; write them like BTCUSDT,ETHUSDT.');
  return [...new Set(symbols)];
}

/** `1m,1h`. */
export function timeframeList(text: string): Timeframe[] {
  const timeframes = words(text).map((word) => {
    const timeframe = Timeframe.safeParse(word);
    if (!timeframe.success) {
      throw new InvalidArgumentError(`"${word}" is not a timeframe; allowed are ${TIMEFRAMES.join(', ')}.`);
    }
    return timeframe.data;
  });
  if (timeframes.length === 0)
    throw new InvalidArgumentError(`No timeframe is named; allowed are ${TIMEFRAMES.join(', ')}.`);
  return [...new Set(timeframes)];
}

export function exchangeName(text: string): ExchangeId {
  const exchange = ExchangeId.safeParse(text.toLowerCase());
  if (!exchange.success) {
    throw new InvalidArgumentError(`"${text}" is not an exchange; allowed are ${EXCHANGES.join(', ')}.`);
  }
  return exchange.data;
}

/** Where a backfill looks first. */
export function sourceName(text: string): BackfillSource {
  const source = BackfillSource.safeParse(text.toLowerCase());
  if (!source.success) {
    throw new InvalidArgumentError(
      `"${text}" is not a source; allowed are ${BackfillSource.options.join(', ')}.`,
    );
  }
  return source.data;
}

/** One symbol, in any case. */
export function oneSymbol(text: string): string {
  const symbols = symbolList(text);
  if (symbols.length > 1) throw new InvalidArgumentError(`"${text}" names more than one symbol.`);
  return symbols[0]!;
}

/** One timeframe. */
export function oneTimeframe(text: string): Timeframe {
  const timeframes = timeframeList(text);
  if (timeframes.length > 1) throw new InvalidArgumentError(`"${text}" names more than one timeframe.`);
  return timeframes[0]!;
}

const CONFLICTS: Readonly<Record<string, ConflictRule>> = {
  keep: 'keep-stored',
  take: 'take-file',
  separate: 'separate',
};

/** What happens to candles that are stored with other values. */
export function conflictRule(text: string): ConflictRule {
  const rule = CONFLICTS[text.toLowerCase()];
  if (rule === undefined) {
    throw new InvalidArgumentError(
      `"${text}" is not a rule for conflicts; allowed are ${Object.keys(CONFLICTS).join(', ')}.`,
    );
  }
  return rule;
}

/** `ledger,canary`, or one at a time; kinds named before are kept. */
export function checkList(text: string, before: readonly CheckKind[] = []): CheckKind[] {
  const kinds = words(text).map((word) => {
    const kind = CheckKind.safeParse(word.toLowerCase());
    if (!kind.success) {
      throw new InvalidArgumentError(
        `"${word}" is not a check; allowed are ${CheckKind.options.join(', ')}.`,
      );
    }
    return kind.data;
  });
  return [...before, ...kinds];
}

/** A date (midnight UTC) or a date and time, UTC unless it says otherwise. */
export function moment(text: string): number {
  const time = parseTime(text);
  if (time === null || time < 0) {
    throw new InvalidArgumentError(`"${text}" is not a date; write 2026-03-01 or 2026-03-01T15:00Z (UTC).`);
  }
  return time;
}

export function dayCount(text: string): number {
  const days = HistoryDays.safeParse(Number(text));
  if (!days.success) throw new InvalidArgumentError(`"${text}" is not a number of days from 1 to 10000.`);
  return days.data;
}

export function ingestionMode(text: string): IngestionMode {
  const mode = IngestionMode.safeParse(text.toLowerCase());
  if (!mode.success) {
    throw new InvalidArgumentError(
      `"${text}" is not a mode; allowed are ${IngestionMode.options.join(', ')}.`,
    );
  }
  return mode.data;
}

/** A whole number of seconds, one at least. */
export function secondCount(text: string): number {
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1) {
    throw new InvalidArgumentError(`"${text}" is not a number of seconds from 1 on.`);
  }
  return seconds;
}

/** Options may be written with underscores, as in the seeds: `--data_dir` is `--data-dir`. */
export const withHyphens = (args: readonly string[]): string[] =>
  args.map((arg) => arg.replace(/^--[a-z_-]+/i, (name) => name.replaceAll('_', '-')));
