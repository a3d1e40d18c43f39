import { z } from 'zod';
import { Series, type SeriesKey } from './series.ts';
import { DAY, EpochMs } from './time.ts';
import { closedUntil, durationOf, FRESHNESS_LIMIT, floorToGrid } from './timeframe.ts';

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

/**
 * Judges a series by the seeds' criteria: `missing` has no candle, `stale` is older than its freshness limit,
 * `incomplete` lacks candles the venue has not confirmed to be empty, or starts later than wanted.
 */
export function assessCoverage(ledger: SeriesLedger, now: EpochMs): SeriesCoverage {
  const { timeframe, candles, confirmedEmpty } = ledger;
  const duration = durationOf(timeframe);
  const ageMs = ledger.last === null ? null : Math.max(0, now - (ledger.last + duration));
  const isFresh = ageMs !== null && ageMs <= FRESHNESS_LIMIT[timeframe];
  const from = Math.min(wantedFrom(ledger, now), ledger.ledgerFrom ?? Number.POSITIVE_INFINITY);
  const known = ledger.ledgerUntil ?? 0;
  const until = isFresh && known > from ? known : Math.max(closedUntil(timeframe, now), known);
  const expected = Math.max(0, Math.round((until - from) / duration));
  const due = expected - confirmedEmpty;
  return {
    ...ledger,
    expected,
    missing: Math.max(0, expected - candles),
    openMissing: Math.max(0, ledger.missing - confirmedEmpty),
    coverage: due <= 0 ? (candles > 0 ? 1 : 0) : Math.min(1, candles / due),
    ageMs,
    status: statusOf(ledger, now, isFresh),
  };
}

function statusOf(ledger: SeriesLedger, now: EpochMs, isFresh: boolean): SeriesStatus {
  if (ledger.candles === 0) return 'missing';
  if (!isFresh) return 'stale';
  const startsLate = ledger.ledgerFrom === null || ledger.ledgerFrom > wantedFrom(ledger, now);
  return startsLate || ledger.missing > ledger.confirmedEmpty ? 'incomplete' : 'ok';
}

/** Returns the worst of the statuses: what a whole selection amounts to. */
export function overallStatus(all: readonly { status: SeriesStatus }[]): SeriesStatus {
  const order: readonly SeriesStatus[] = ['missing', 'incomplete', 'stale'];
  return order.find((status) => all.some((one) => one.status === status)) ?? 'ok';
}

export const compareSeries = (a: SeriesKey, b: SeriesKey, rank: (key: SeriesKey) => number): number =>
  a.exchange.localeCompare(b.exchange) || a.symbol.localeCompare(b.symbol) || rank(a) - rank(b);
