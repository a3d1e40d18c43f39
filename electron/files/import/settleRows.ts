import { allocateCandles, type CandleColumns } from '../../../shared/domain/candle.ts';
import type { FileIssue, FileIssueKind } from '../../../shared/domain/import.ts';
import { durationOf, isOnGrid, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { newTally, type RawRows, type Tally, tell } from './rowBuffer.ts';

export type SettleOptions = Readonly<{
  timeframe: Timeframe;
  /** Exchange time: what had not closed by then is left out. */
  now: number;
  /** Rows that open later had not closed when the file was made; null where the file does not say. */
  closedUntil: number | null;
  /** Downloads of this dialect end with the candle that was forming, and nothing tells whether it had closed. */
  endsUnclosed: boolean;
}>;

export type Settled = Readonly<{
  candles: CandleColumns;
  issues: readonly FileIssue[];
  missing: number;
  gaps: number;
}>;

type Tallies = Map<FileIssueKind, Tally>;

function note(tallies: Tallies, kind: FileIssueKind, line: number): void {
  const tally = tallies.get(kind) ?? newTally();
  tallies.set(kind, tally);
  tell(tally, line);
}

function isBadPrice(r: RawRows, i: number): boolean {
  const [open, high, low, close, volume] = [r.open[i]!, r.high[i]!, r.low[i]!, r.close[i]!, r.volume[i]!];
  if (!Number.isFinite(open + high + low + close + volume) || volume < 0) return true;
  return low <= 0 || high < low || open < low || open > high || close < low || close > high;
}

function troubleOf(r: RawRows, i: number, options: SettleOptions, newest: number): FileIssueKind | null {
  const { timeframe, now, closedUntil, endsUnclosed } = options;
  const time = r.time[i]!;
  if (isBadPrice(r, i)) return 'bad-price';
  if (!isOnGrid(timeframe, time)) return 'off-grid';
  if (time > now) return 'in-the-future';
  const isForming = time + durationOf(timeframe) > now || (closedUntil !== null && time > closedUntil);
  return isForming || (endsUnclosed && time === newest) ? 'unclosed' : null;
}

/** Files run one way, most of them forward, some backward; what runs against that is out of order. */
function noteOrder(r: RawRows, tallies: Tallies): void {
  let backward = 0;
  for (let i = 1; i < r.length; i += 1) if (r.time[i]! < r.time[i - 1]!) backward += 1;
  const direction = backward * 2 > r.length ? -1 : 1;
  for (let i = 1; i < r.length; i += 1) {
    if ((r.time[i]! - r.time[i - 1]!) * direction < 0) note(tallies, 'out-of-order', r.line[i]!);
  }
}

const decimalsOf = (value: number): number => String(value).split('.')[1]?.length ?? 0;

/** The same volume, one of them rounded: CryptoDataDownload repeats whole months with two decimals. */
const isRounded = (a: number, b: number): boolean =>
  a === b || Math.abs(a - b) <= 0.51 * 10 ** -Math.min(decimalsOf(a), decimalsOf(b));

const saysTheSame = (r: RawRows, a: number, b: number): boolean =>
  r.open[a] === r.open[b] &&
  r.high[a] === r.high[b] &&
  r.low[a] === r.low[b] &&
  r.close[a] === r.close[b] &&
  isRounded(r.volume[a]!, r.volume[b]!);

/** Returns the row that stands for all rows of one open time, or null where they contradict each other. */
function oneOf(r: RawRows, rows: readonly number[]): number | null {
  const [first, ...others] = rows;
  if (!others.every((other) => saysTheSame(r, first!, other))) return null;
  return rows.reduce((best, row) => (decimalsOf(r.volume[row]!) > decimalsOf(r.volume[best]!) ? row : best));
}

/** Groups rows of one open time: one row stands for equal ones, contradicting ones are all left out. */
function unique(r: RawRows, sorted: readonly number[], tallies: Tallies): number[] {
  const kept: number[] = [];
  for (let i = 0; i < sorted.length; ) {
    let end = i + 1;
    while (end < sorted.length && r.time[sorted[end]!] === r.time[sorted[i]!]) end += 1;
    if (end === i + 1) kept.push(sorted[i]!);
    else {
      const group = sorted.slice(i, end);
      const one = oneOf(r, group);
      if (one !== null) kept.push(one);
      note(tallies, one === null ? 'duplicate-conflicting' : 'duplicate-equal', r.line[group.at(-1)!]!);
    }
    i = end;
  }
  return kept;
}

function columnsOf(r: RawRows, rows: readonly number[]): CandleColumns {
  const columns = allocateCandles(rows.length);
  rows.forEach((row, i) => {
    columns.openTime[i] = r.time[row]!;
    columns.open[i] = r.open[row]!;
    columns.high[i] = r.high[row]!;
    columns.low[i] = r.low[row]!;
    columns.close[i] = r.close[row]!;
    columns.volume[i] = r.volume[row]!;
  });
  return columns;
}

function countHoles(times: Float64Array, step: number): { missing: number; gaps: number } {
  let missing = 0;
  let gaps = 0;
  for (let i = 1; i < times.length; i += 1) {
    const lost = Math.round((times[i]! - times[i - 1]!) / step) - 1;
    if (lost > 0) gaps += 1;
    missing += lost;
  }
  return { missing, gaps };
}

function newestOf(times: Float64Array): number {
  let newest = -Infinity;
  for (const time of times) if (time > newest) newest = time;
  return newest;
}

/**
 * The rule of what becomes of the rows of a file, the same for every dialect:
 * - a price that cannot be (not a number, not positive, outside of high and low), a negative volume: left out;
 * - a time off the timeframe's grid, in the future, or of a candle that had not closed: left out;
 * - out of order: sorted; newest first is an order like any other;
 * - one open time several times: with equal prices, and volumes that are the same or the same rounded, one row is kept
 *   (the one with more digits); otherwise none, because nobody can know which of them is true.
 * Everything is counted by open time with the line; good rows stay whatever the others are.
 */
export function settleRows(r: RawRows, options: SettleOptions): Settled {
  const tallies: Tallies = new Map();
  noteOrder(r, tallies);
  const newest = options.endsUnclosed ? newestOf(r.time) : Number.NaN;
  const good: number[] = [];
  for (let i = 0; i < r.length; i += 1) {
    const trouble = troubleOf(r, i, options, newest);
    if (trouble === null) good.push(i);
    else note(tallies, trouble, r.line[i]!);
  }
  good.sort((a, b) => r.time[a]! - r.time[b]! || a - b);
  const candles = columnsOf(r, unique(r, good, tallies));
  const issues = [...tallies].map(([kind, { count, lines }]) => ({
    kind,
    count,
    lines: lines.toSorted((a, b) => a - b),
  }));
  return { candles, issues, ...countHoles(candles.openTime, durationOf(options.timeframe)) };
}
