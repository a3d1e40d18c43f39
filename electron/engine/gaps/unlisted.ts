import { type SeriesLedger, tradingEnd } from '../../../shared/domain/coverage.ts';
import type { Gap } from '../../../shared/domain/gap.ts';
import { DAY, type EpochMs, toIso } from '../../../shared/domain/time.ts';
import { closedUntil, durationOf, floorToGrid } from '../../../shared/domain/timeframe.ts';

/**
 * Returns the wanted time in which a symbol was not listed, as rows like those of the gap ledger: before its listing
 * and after its delisting. The ledger itself does not answer for that time.
 */
export function unlistedGaps(ledger: SeriesLedger, now: EpochMs): Gap[] {
  const { timeframe, listedAt, delistedAt } = ledger;
  const wanted = floorToGrid(timeframe, Math.max(0, now - ledger.historyDays * DAY));
  const rows: Gap[] = [];
  if (listedAt !== null) {
    const until = Math.min(floorToGrid(timeframe, listedAt), ledger.ledgerFrom ?? Number.POSITIVE_INFINITY);
    rows.push(...rowOf(ledger, wanted, until, 'before-listing', `listed at ${toIso(listedAt)}`));
  }
  const end = tradingEnd(timeframe, delistedAt, now);
  if (end !== null && delistedAt !== null) {
    const from = Math.max(end, wanted, ledger.ledgerUntil ?? 0);
    rows.push(
      ...rowOf(ledger, from, closedUntil(timeframe, now), 'delisted', `delisted at ${toIso(delistedAt)}`),
    );
  }
  return rows;
}

function rowOf(
  { id, exchange, symbol, timeframe }: SeriesLedger,
  from: EpochMs,
  until: EpochMs,
  cause: 'before-listing' | 'delisted',
  evidence: string,
): Gap[] {
  const step = durationOf(timeframe);
  if (until <= from) return [];
  return [
    {
      seriesId: id,
      exchange,
      symbol,
      timeframe,
      from,
      to: until - step,
      missing: Math.round((until - from) / step),
      cause,
      state: 'confirmed-empty',
      attempts: 0,
      evidence,
      batchId: null,
      alsoMissing: [],
      nextRetryAt: null,
      updatedAt: 0,
    },
  ];
}
