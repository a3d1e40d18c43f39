import { z } from 'zod';
import { DEFAULT_LIMITS, type QualityLimits } from './quality.ts';
import { Series, type SeriesKey } from './series.ts';
import { DAY, EpochMs } from './time.ts';
import {
  ceilToGrid,
  closedUntil,
  durationOf,
  FRESHNESS_LIMIT,
  floorToGrid,
  type Timeframe,
} from './timeframe.ts';

/** The seeds' four answers to "is it good?". */
export const SeriesStatus = z.enum(['ok', 'missing', 'stale', 'incomplete']);
export type SeriesStatus = z.infer<typeof SeriesStatus>;

/** What the ledgers know of one series; read without touching the candles. */
export const SeriesLedger = Series.extend({
  candles: z.number().int().min(0),
  /** Open times of the first and last stored candle. */
  first: EpochMs.nullable(),
  last: EpochMs.nullable(),
  /** The stretch the gap ledger answers for, [from, until); null before the first backfill. */
  ledgerFrom: EpochMs.nullable(),
  ledgerUntil: EpochMs.nullable(),
  /** Missing open times and the gaps they form inside that stretch; the venue-confirmed part is counted apart. */
  missing: z.number().int().min(0),
  confirmedEmpty: z.number().int().min(0),
  gaps: z.number().int().min(0),
  listedAt: EpochMs.nullable(),
  delistedAt: EpochMs.nullable(),
  /** The symbol is switched on in the catalog. */
  isActive: z.boolean(),
});
export type SeriesLedger = z.infer<typeof SeriesLedger>;

/** One line of the coverage table. */
export const SeriesCoverage = SeriesLedger.extend({
  /**
   * Open times that should hold a candle, from the start that is wanted to the end of the ledger, or to the present
   * once the series is stale: what closed a moment ago is not missing yet.
   */
  expected: z.number().int().min(0),
  /** expected − candles; more than the ledger's, where nobody has looked yet. */
  missing: z.number().int().min(0),
  /** Missing open times in the ledger that the venue has not confirmed to be empty. */
  openMissing: z.number().int().min(0),
  /** candles ÷ (expected − confirmed empty), 0 to 1. */
  coverage: z.number().min(0).max(1),
  status: SeriesStatus,
  /** Since the close of the last candle, in milliseconds; null without candles. */
  ageMs: z.number().nullable(),
});
export type SeriesCoverage = z.infer<typeof SeriesCoverage>;

/** Returns the first open time the trader wants: the history asked for, but not from before the listing. */
export function wantedFrom(
  ledger: Pick<SeriesLedger, 'timeframe' | 'historyDays' | 'listedAt'>,
  now: EpochMs,
): EpochMs {
  const wanted = floorToGrid(ledger.timeframe, Math.max(0, now - ledger.historyDays * DAY));
  if (ledger.listedAt === null) return wanted;
  // The candle that was open when trading began is the first one, even if it began before.
  return Math.max(wanted, floorToGrid(ledger.timeframe, ledger.listedAt));
}

/** The limits a series is judged by; what they leave out follows the seeds, and the days wanted of the series. */
export type CoverageLimits = Pick<QualityLimits, 'freshnessMs' | 'requiredDays'>;

/** Returns the greatest age of a fresh series. */
export const freshnessOf = (timeframe: Timeframe, limits: CoverageLimits): number =>
  limits.freshnessMs[timeframe] ?? FRESHNESS_LIMIT[timeframe];

/** Returns the days of history a series must have: the trader's limit for its timeframe, else what it is kept for. */
export const requiredDaysOf = (
  { timeframe, historyDays }: Pick<SeriesLedger, 'timeframe' | 'historyDays'>,
  limits: CoverageLimits,
): number => limits.requiredDays[timeframe] ?? historyDays;

/** Tells whether the program keeps a series current; one that was switched off in the catalog cannot become stale. */
export const isKept = ({ tracked, isActive }: Pick<SeriesLedger, 'tracked' | 'isActive'>): boolean =>
  tracked && isActive;

/** Tells whether the symbol has left the venue by `now`, so that nothing newer can come. */
export const isDelisted = ({ delistedAt }: Pick<SeriesLedger, 'delistedAt'>, now: EpochMs): boolean =>
  delistedAt !== null && delistedAt <= now;

/** Returns the exclusive end of what a symbol that has left the venue can have: the candle it left in is its last. */
export const tradingEnd = (timeframe: Timeframe, delistedAt: EpochMs | null, now: EpochMs): EpochMs | null =>
  delistedAt !== null && isDelisted({ delistedAt }, now) ? ceilToGrid(timeframe, delistedAt) : null;

/**
 * Judges a series by the seeds' criteria: `missing` has no candle, `stale` is older than its freshness limit,
 * `incomplete` lacks candles the venue has not confirmed to be empty, or starts later than wanted. A series that is not
 * kept current, or that the ledger answers for up to the end of a symbol that has left the venue, does not become stale.
 */
export function assessCoverage(
  ledger: SeriesLedger,
  now: EpochMs,
  limits: CoverageLimits = DEFAULT_LIMITS,
): SeriesCoverage {
  const { timeframe, candles, confirmedEmpty } = ledger;
  const duration = durationOf(timeframe);
  const ageMs = ledger.last === null ? null : Math.max(0, now - (ledger.last + duration));
  const isAged = ageMs === null || ageMs > freshnessOf(timeframe, limits);
  const end = tradingEnd(timeframe, ledger.delistedAt, now);
  const hasEnded = end !== null && (ledger.ledgerUntil ?? 0) >= end;
  const isFresh = !isAged || (ageMs !== null && (!isKept(ledger) || hasEnded));
  const wanted = wantedFrom({ ...ledger, historyDays: requiredDaysOf(ledger, limits) }, now);
  const from = Math.min(wanted, ledger.ledgerFrom ?? Number.POSITIVE_INFINITY);
  const known = ledger.ledgerUntil ?? 0;
  const present = Math.min(closedUntil(timeframe, now), end ?? Number.POSITIVE_INFINITY);
  const until = isFresh && known > from ? known : Math.max(present, known);
  const expected = Math.max(0, Math.round((until - from) / duration));
  const due = expected - confirmedEmpty;
  return {
    ...ledger,
    expected,
    missing: Math.max(0, expected - candles),
    openMissing: Math.max(0, ledger.missing - confirmedEmpty),
    coverage: due <= 0 ? (candles > 0 ? 1 : 0) : Math.min(1, candles / due),
    ageMs,
    status: statusOf(ledger, wanted, isFresh),
  };
}

function statusOf(ledger: SeriesLedger, wanted: EpochMs, isFresh: boolean): SeriesStatus {
  if (ledger.candles === 0) return 'missing';
  if (!isFresh) return 'stale';
  const startsLate = ledger.ledgerFrom === null || ledger.ledgerFrom > wanted;
  return startsLate || ledger.missing > ledger.confirmedEmpty ? 'incomplete' : 'ok';
}

/** Returns the worst of the statuses: what a whole selection amounts to. */
export function overallStatus(all: readonly { status: SeriesStatus }[]): SeriesStatus {
  const order: readonly SeriesStatus[] = ['missing', 'incomplete', 'stale'];
  return order.find((status) => all.some((one) => one.status === status)) ?? 'ok';
}

export const compareSeries = (a: SeriesKey, b: SeriesKey, rank: (key: SeriesKey) => number): number =>
  a.exchange.localeCompare(b.exchange) || a.symbol.localeCompare(b.symbol) || rank(a) - rank(b);
