import { compareSeries } from '../../../shared/domain/coverage.ts';
import type { IngestionState, IngestionStatus } from '../../../shared/domain/live.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { durationOf, TIMEFRAMES, Timeframe } from '../../../shared/domain/timeframe.ts';

export const COLUMNS = [
  'series',
  'state',
  'source',
  'lastCandle',
  'age',
  'heard',
  'latency',
  'reconnects',
  'errors',
  'lastError',
] as const;
export type Column = (typeof COLUMNS)[number];

export type Sorting = Readonly<{ column: Column; isDescending: boolean }>;

export const WHICH = ['live', 'trouble', 'off', 'all'] as const;
/** Which lines are shown: those that are kept live, those that need the trader, those that were stopped, or all. */
export type Which = (typeof WHICH)[number];

/** From good to bad, so that one more click brings what needs the trader to the top. */
const RANK: Readonly<Record<IngestionState, number>> = {
  off: 0,
  live: 1,
  quiet: 2,
  starting: 3,
  'catching-up': 4,
  held: 5,
  failing: 6,
};

const NUMERIC: readonly Column[] = ['lastCandle', 'age', 'heard', 'latency', 'reconnects', 'errors'];

/** Tells whether a column holds numbers, which stand to the right. */
export const isNumeric = (column: Column): boolean => NUMERIC.includes(column);

/** Tells whether a line needs the trader. */
export const isTrouble = ({ state, errors }: IngestionStatus): boolean =>
  state === 'failing' || state === 'held' || (state !== 'off' && errors > 0);

const IS_SHOWN: Readonly<Record<Which, (line: IngestionStatus) => boolean>> = {
  live: ({ state }) => state !== 'off',
  trouble: isTrouble,
  off: ({ state }) => state === 'off',
  all: () => true,
};

/** The words a line is shown with, in the trader's language. */
export type LineWords = Readonly<{ state(state: IngestionState): string; problem(problem: Problem): string }>;

const errorIn = ({ lastError }: IngestionStatus, words: LineWords): string | null =>
  lastError === null ? null : words.problem(lastError);

/** Returns the lines that are asked for and hold every word of `text`; a word that is a timeframe means just that one. */
export function filterLines(
  lines: readonly IngestionStatus[],
  which: Which,
  text: string,
  say: LineWords,
): readonly IngestionStatus[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const isNamed = (line: IngestionStatus): boolean => {
    const fields = [seriesName(line), say.state(line.state), line.source ?? '', errorIn(line, say) ?? ''];
    const lower = fields.map((field) => field.toLowerCase());
    return words.every((word) =>
      Timeframe.safeParse(word).success
        ? line.timeframe === word
        : lower.some((field) => field.includes(word)),
    );
  };
  return lines.filter((line) => IS_SHOWN[which](line) && isNamed(line));
}

/** Returns when the last candle of a line closed, in exchange time; null before the first. */
export const closedAt = ({ lastCandle, timeframe }: IngestionStatus): number | null =>
  lastCandle === null ? null : lastCandle + durationOf(timeframe);

type Value = (line: IngestionStatus, words: LineWords) => number | string | null;

const VALUE: Readonly<Record<Exclude<Column, 'series'>, Value>> = {
  state: ({ state }) => RANK[state],
  source: ({ source }) => source,
  lastCandle: ({ lastCandle }) => lastCandle,
  // The older, the larger.
  age: (line) => -(closedAt(line) ?? 0),
  heard: ({ lastMessageAt }) => (lastMessageAt === null ? null : -lastMessageAt),
  latency: ({ latencyMs }) => latencyMs,
  reconnects: ({ reconnects }) => reconnects,
  errors: ({ errors }) => errors,
  lastError: errorIn,
};

function compareValues(a: number | string | null, b: number | string | null, sign: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * String(a).localeCompare(String(b));
}

const rank = (key: Readonly<{ timeframe: Timeframe }>): number => TIMEFRAMES.indexOf(key.timeframe);

/** Returns the lines sorted; equals stay in the order of exchange, symbol and timeframe, and no value comes last. */
export function sortLines(
  lines: readonly IngestionStatus[],
  { column, isDescending }: Sorting,
  words: LineWords,
): readonly IngestionStatus[] {
  const natural = lines.toSorted((a, b) => compareSeries(a, b, rank));
  if (column === 'series') return isDescending ? natural.reverse() : natural;
  const sign = isDescending ? -1 : 1;
  return natural.sort((a, b) => compareValues(VALUE[column](a, words), VALUE[column](b, words), sign));
}

/** Returns how many lines are in each state, the worst first. */
export function countStates(
  lines: Iterable<IngestionStatus>,
): readonly (readonly [state: IngestionState, count: number])[] {
  const counts = new Map<IngestionState, number>();
  for (const { state } of lines) counts.set(state, (counts.get(state) ?? 0) + 1);
  counts.delete('off');
  return [...counts].sort(([a], [b]) => RANK[b] - RANK[a]);
}
