import { type Interval, lengthOf, normalize, runsOf, subtract } from '../../../shared/domain/interval.ts';
import type { Issue } from '../../../shared/domain/issue.ts';
import { DAY } from '../../../shared/domain/time.ts';

/** How many, and where the first of them is; null when there is none. */
type Places = Readonly<{ count: number; first: number | null }>;

/** What contradicts what in one piece of a series, as numbers that can be added up piece by piece. */
export type LedgerFaults = Readonly<{
  broken: Places;
  /** Days on which the coverage ledger counts something else. */
  days: Places;
  gapsOverlap: boolean;
  unexplained: Places;
  gapOverCandles: number;
  outsideLedger: number;
  gapOutsideLedger: boolean;
}>;

/** What the candles of a piece say. */
export type Survey = Readonly<{
  total: number;
  /** Open times that are on the grid, ascending. */
  times: readonly number[];
  /** Candles by day since 1970. */
  days: ReadonlyMap<number, number>;
  /** Open times of candles that break the rules. */
  broken: readonly number[];
}>;

/** What the ledgers say of the same piece, clipped to it. */
export type Ledgers = Readonly<{
  range: readonly Interval[];
  gaps: readonly Interval[];
  days: ReadonlyMap<number, number>;
}>;

const NOWHERE: Places = { count: 0, first: null };

export const NO_FAULTS: LedgerFaults = {
  broken: NOWHERE,
  days: NOWHERE,
  gapsOverlap: false,
  unexplained: NOWHERE,
  gapOverCandles: 0,
  outsideLedger: 0,
  gapOutsideLedger: false,
};

/** Compares one piece of a series with its ledgers; `step` is the length of a candle. */
export function findFaults(found: Survey, ledgers: Ledgers, step: number): LedgerFaults {
  const have = runsOf(found.times, step);
  const gaps = normalize(ledgers.gaps);
  const total = (set: readonly Interval[]): number => Math.ceil(lengthOf(set) / step);
  const wrongDays = [...new Set([...found.days.keys(), ...ledgers.days.keys()])].filter(
    (day) => (found.days.get(day) ?? 0) !== (ledgers.days.get(day) ?? 0),
  );
  const unexplained = subtract(ledgers.range, normalize([...have, ...gaps]));
  return {
    broken: { count: found.broken.length, first: found.broken[0] ?? null },
    days: {
      count: wrongDays.length,
      first: wrongDays.length === 0 ? null : wrongDays.reduce((a, b) => Math.min(a, b)) * DAY,
    },
    gapsOverlap: total(gaps) !== total(ledgers.gaps),
    unexplained: { count: total(unexplained), first: unexplained[0]?.from ?? null },
    gapOverCandles: total(gaps) - total(subtract(gaps, have)),
    outsideLedger: total(subtract(have, ledgers.range)),
    gapOutsideLedger: subtract(gaps, ledgers.range).length > 0,
  };
}

const addPlaces = (a: Places, b: Places): Places => ({ count: a.count + b.count, first: a.first ?? b.first });

/** Returns the faults of two pieces, `b` being the later one. */
export const addFaults = (a: LedgerFaults, b: LedgerFaults): LedgerFaults => ({
  broken: addPlaces(a.broken, b.broken),
  days: addPlaces(a.days, b.days),
  gapsOverlap: a.gapsOverlap || b.gapsOverlap,
  unexplained: addPlaces(a.unexplained, b.unexplained),
  gapOverCandles: a.gapOverCandles + b.gapOverCandles,
  outsideLedger: a.outsideLedger + b.outsideLedger,
  gapOutsideLedger: a.gapOutsideLedger || b.gapOutsideLedger,
});

/** Returns what is wrong, in the order a trader wants to hear it; `counted` is what the series says it holds. */
export function faultIssues(faults: LedgerFaults, counted: number, held: number): Issue[] {
  const { broken, days, unexplained } = faults;
  const issues: (Issue | false)[] = [
    broken.first !== null && { code: 'broken-candles', count: broken.count, first: broken.first },
    counted !== held && { code: 'count-differs', counted, held },
    days.first !== null && { code: 'days-differ', days: days.count, first: days.first },
    faults.gapsOverlap && { code: 'gaps-overlap' },
    unexplained.first !== null && {
      code: 'unexplained',
      count: unexplained.count,
      first: unexplained.first,
    },
    faults.gapOverCandles > 0 && { code: 'gap-over-candles', count: faults.gapOverCandles },
    faults.outsideLedger > 0 && { code: 'outside-ledger', count: faults.outsideLedger },
    faults.gapOutsideLedger && { code: 'gap-outside-ledger' },
  ];
  return issues.filter((issue) => issue !== false);
}
