import type { GapCause, GapState } from '../../../shared/domain/gap.ts';
import type { MarketSymbol } from '../../../shared/domain/instrument.ts';
import {
  type Interval,
  type IntervalSet,
  intersect,
  lengthOf,
  normalize,
  subtract,
} from '../../../shared/domain/interval.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { Statements } from '../statements.ts';
import {
  type BatchOf,
  cut,
  explained,
  explainedByDowntime,
  type GapFinding,
  type LedgerGap,
  mergeEqual,
  notDownloaded,
  reconcile,
  without,
} from './gapRules.ts';
import { createSeriesGrid } from './seriesGrid.ts';
import { createStaleWriter } from './stale.ts';

export type { GapFinding, LedgerGap } from './gapRules.ts';

type GapRow = Readonly<{
  id: number;
  from_time: number;
  until_time: number;
  cause: GapCause;
  state: GapState;
  attempts: number;
  evidence: string | null;
  batch_id: number | null;
  also_missing: string;
  next_retry_at: number | null;
  updated_at: number;
}>;

const NOBODY: readonly MarketSymbol[] = [];

/** Most gaps concern their own symbol alone: the usual list is neither parsed nor written anew. */
const parseSymbols = (json: string): readonly MarketSymbol[] =>
  json === '[]' ? NOBODY : (JSON.parse(json) as MarketSymbol[]);
const formatSymbols = (symbols: readonly MarketSymbol[]): string =>
  symbols.length === 0 ? '[]' : JSON.stringify(symbols);

const toGap = (row: GapRow): LedgerGap => ({
  from: row.from_time,
  until: row.until_time,
  cause: row.cause,
  state: row.state,
  attempts: row.attempts,
  evidence: row.evidence,
  batchId: row.batch_id,
  alsoMissing: parseSymbols(row.also_missing),
  nextRetryAt: row.next_retry_at,
  updatedAt: row.updated_at,
});

/**
 * Gaps of one series never overlap, so the last one that begins before `from` is the only one of those before it that
 * can reach it. Saying so keeps a page from reading every gap that is older than itself. `+?` instead of `?` keeps
 * SQLite from compiling the statement anew whenever other values are bound, which takes longer than running it.
 */
const GAPS_FROM = `SELECT id, from_time, until_time, cause, state, attempts, evidence, batch_id, also_missing,
                          next_retry_at, updated_at FROM gap
  WHERE series_id = +?
    AND from_time >= coalesce((SELECT max(from_time) FROM gap WHERE series_id = +? AND from_time < +?), +?)`;

type GapQuery = [SeriesId, SeriesId, from: EpochMs, from: EpochMs, until: EpochMs, from: EpochMs];

const gapQuery = (id: SeriesId, { from, until }: Interval): GapQuery => [id, id, from, from, until, from];

const EVERYTHING: Interval = { from: Number.MIN_SAFE_INTEGER, until: Number.MAX_SAFE_INTEGER };

export function createLedgerReader({ prepare }: Statements) {
  const range = prepare<[SeriesId], [number | null, number | null]>(
    'ledger.range',
    'SELECT ledger_from, ledger_until FROM series WHERE id = ?',
    'arrays',
  );
  const overlapping = prepare<GapQuery, GapRow>(
    'ledger.overlapping',
    `${GAPS_FROM} AND from_time < +? AND until_time > +? ORDER BY from_time`,
  );
  return {
    /** The stretch the ledger answers for, or null before anything was asked for. */
    range(seriesId: SeriesId): Interval | null {
      const [from, until] = range.get(seriesId) ?? [null, null];
      return from === null || until === null ? null : { from, until };
    },
    /** Gaps that overlap [from, until), oldest first, not clipped. */
    gaps: (seriesId: SeriesId, from: EpochMs, until: EpochMs): LedgerGap[] =>
      overlapping.all(...gapQuery(seriesId, { from, until })).map(toGap),
  };
}

/**
 * Writes the gap ledger. Its invariant, kept by every method and checked by `verify --deep`: an open time inside the
 * ledger's range either has a candle or lies in exactly one gap. The caller owns the transaction. Intervals are
 * snapped to the series' grid; a series that is not in the catalog is refused as `not-found`.
 */
export function createLedgerWriter(statements: Statements) {
  const { prepare } = statements;
  const reader = createLedgerReader(statements);
  const grid = createSeriesGrid(statements);
  const stale = createStaleWriter(statements);
  const touching = prepare<GapQuery, GapRow>(
    'ledger.touching',
    `${GAPS_FROM} AND from_time <= +? AND until_time >= +? ORDER BY from_time`,
  );
  const remove = prepare<[number], never>('ledger.remove', 'DELETE FROM gap WHERE id = ?');
  type NewRow = [...(string | number | null)[]];
  const insert = prepare<[SeriesId, ...NewRow], never>(
    'ledger.insert',
    `INSERT INTO gap (series_id, from_time, until_time, cause, state, attempts, evidence, batch_id, also_missing,
                      next_retry_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const setRange = prepare<[number | null, number | null, SeriesId], never>(
    'ledger.setRange',
    'UPDATE series SET ledger_from = ?, ledger_until = ? WHERE id = ?',
  );
  const firstCandle = prepare<[SeriesId], number | null>(
    'ledger.firstCandle',
    'SELECT min(open_time) FROM candle WHERE series_id = ?',
    'value',
  );
  const lastCandle = prepare<[SeriesId], number | null>(
    'ledger.lastCandle',
    'SELECT max(open_time) FROM candle WHERE series_id = ?',
    'value',
  );

  /**
   * Has buckets over what is confirmed empty now, and was not, looked at again: they may be whole by it. What is asked
   * for once more keeps its derived candle until there is another answer.
   */
  const tellEmptied = (seriesId: SeriesId, before: readonly LedgerGap[], now: readonly LedgerGap[]): void => {
    const found = emptyOf(now);
    if (found.length === 0) return;
    for (const piece of subtract(found, emptyOf(before))) stale.emptied(seriesId, piece);
  };

  /** Rewrites the gaps that touch `hull` and tells nothing to SQLite about those that stay as they are. */
  const rewrite = (seriesId: SeriesId, hull: Interval, change: (gaps: LedgerGap[]) => LedgerGap[]): void => {
    const rows = touching.all(...gapQuery(seriesId, hull));
    const before: LedgerGap[] = [];
    const next = new Map(mergeEqual(change(rows.map(toGap))).map((gap) => [gap.from, gap]));
    for (const row of rows) {
      const gap = next.get(row.from_time);
      if (gap !== undefined && isSameRow(gap, row)) next.delete(row.from_time);
      else {
        remove.run(row.id);
        before.push(toGap(row));
      }
    }
    tellEmptied(seriesId, before, [...next.values()]);
    for (const gap of next.values()) {
      const { from, until, cause, state, attempts, evidence, batchId, nextRetryAt, updatedAt } = gap;
      const also = formatSymbols(gap.alsoMissing);
      insert.run(
        seriesId,
        from,
        until,
        cause,
        state,
        attempts,
        evidence,
        batchId,
        also,
        nextRetryAt,
        updatedAt,
      );
    }
  };

  /** Makes the ledger answer for [from, until) as well; what it did not know of before is `not-downloaded`. */
  const extend = (seriesId: SeriesId, asked: Interval, now: EpochMs): void => {
    const wanted = grid.snap(seriesId, asked);
    if (wanted.from >= wanted.until) return;
    const known = reader.range(seriesId);
    const hull = {
      from: Math.min(wanted.from, known?.from ?? wanted.from),
      until: Math.max(wanted.until, known?.until ?? wanted.until),
    };
    const added = subtract([hull], known === null ? [] : [known]);
    if (added.length === 0) return;
    setRange.run(hull.from, hull.until, seriesId);
    for (const piece of added) {
      rewrite(seriesId, piece, (gaps) => [...gaps, notDownloaded(piece, now)]);
    }
  };

  return {
    ...reader,
    extend,
    /**
     * Takes back the promise for what lies before `from`: the venue did not list the symbol yet. A candle from before
     * that date stays accounted for: the ledger is never clipped beyond the first one.
     */
    clipBefore(seriesId: SeriesId, from: EpochMs): void {
      const listed = grid.snap(seriesId, { from, until: from }).from;
      const known = reader.range(seriesId);
      const first = Math.min(listed, firstCandle.get(seriesId) ?? listed);
      if (known === null || known.from >= first) return;
      const left = first < known.until ? { from: first, until: known.until } : null;
      setRange.run(left?.from ?? null, left?.until ?? null, seriesId);
      rewrite(seriesId, { from: known.from, until: first }, (gaps) =>
        left === null ? [] : gaps.flatMap((gap) => cut(gap, [left])),
      );
    },
    /**
     * Takes back the promise for `until` and what follows: the symbol had left the venue. The ledger is never clipped
     * before the last candle.
     */
    clipAfter(seriesId: SeriesId, until: EpochMs): void {
      const left = grid.snap(seriesId, { from: until, until }).from;
      const known = reader.range(seriesId);
      const last = lastCandle.get(seriesId) ?? null;
      const end = last === null ? left : Math.max(left, last + durationOf(grid.timeframeOf(seriesId)));
      if (known === null || known.until <= end) return;
      const kept = known.from < end ? { from: known.from, until: end } : null;
      setRange.run(kept?.from ?? null, kept?.until ?? null, seriesId);
      rewrite(seriesId, { from: end, until: known.until }, (gaps) =>
        kept === null ? [] : gaps.flatMap((gap) => cut(gap, [kept])),
      );
    },
    /**
     * Takes back candles: what lies in `removed` is missing again, as if nobody had asked; before `nextRetryAt` nobody
     * asks by itself.
     */
    lose(seriesId: SeriesId, removed: IntervalSet, now: EpochMs, nextRetryAt: EpochMs | null): void {
      if (removed.length === 0) return;
      const hull = { from: removed[0]!.from, until: removed.at(-1)!.until };
      rewrite(seriesId, hull, (gaps) => [
        ...gaps,
        ...removed.map((piece) => ({ ...notDownloaded(piece, now), nextRetryAt })),
      ]);
    },
    /** Removes what has candles now from the gaps. */
    fill(seriesId: SeriesId, filled: IntervalSet): void {
      if (filled.length === 0) return;
      const hull = { from: filled[0]!.from, until: filled.at(-1)!.until };
      rewrite(seriesId, hull, (gaps) => gaps.flatMap((gap) => without(gap, filled)));
    },
    /** Records why the missing open times in `where` are missing, and the batch whose answer said so. */
    explain(seriesId: SeriesId, finding: GapFinding, now: EpochMs, batch?: BatchOf): void {
      const where = grid.snapAll(seriesId, finding.where);
      if (where.length === 0) return;
      const hull = { from: where[0]!.from, until: where.at(-1)!.until };
      rewrite(seriesId, hull, (gaps) =>
        gaps.flatMap((gap) => explained(gap, { ...finding, where }, now, batch)),
      );
    },
    /** Makes the ledger answer for a time in which nobody could ask, and says so of what nobody has asked for since. */
    noteDowntime(
      seriesId: SeriesId,
      interval: Interval,
      cause: 'app-not-running' | 'pc-asleep',
      now: EpochMs,
    ): void {
      const where = grid.snapAll(seriesId, [interval]);
      for (const hull of where) {
        extend(seriesId, hull, now);
        rewrite(seriesId, hull, (gaps) => gaps.flatMap((gap) => explainedByDowntime(gap, where, cause, now)));
      }
    },
    /** Makes the gaps in `where` ordinary work again: asked for as if never asked before. */
    reopen(seriesId: SeriesId, asked: Interval, now: EpochMs): void {
      const where = grid.snapAll(seriesId, [asked]);
      for (const hull of where) {
        rewrite(seriesId, hull, (gaps) =>
          gaps.flatMap((gap) => [
            ...without(gap, where),
            ...intersect([gap], where).map((piece) => notDownloaded(piece, now)),
          ]),
        );
      }
    },
    /** Replaces range and gaps by what the candles say; causes survive where a gap was known. */
    rebuild(seriesId: SeriesId, range: Interval | null, missing: IntervalSet, now: EpochMs): void {
      setRange.run(range?.from ?? null, range?.until ?? null, seriesId);
      rewrite(seriesId, EVERYTHING, (gaps) =>
        reconcile(
          gaps.map((gap) => ({ ...gap, ...grid.snap(seriesId, gap) })),
          missing,
          now,
        ),
      );
    },
  };
}

const emptyOf = (gaps: readonly LedgerGap[]): IntervalSet =>
  normalize(gaps.filter(({ state }) => state === 'confirmed-empty'));

const isSameRow = (gap: LedgerGap, row: GapRow): boolean =>
  gap.until === row.until_time &&
  gap.cause === row.cause &&
  gap.state === row.state &&
  gap.attempts === row.attempts &&
  gap.evidence === row.evidence &&
  gap.batchId === row.batch_id &&
  gap.nextRetryAt === row.next_retry_at &&
  formatSymbols(gap.alsoMissing) === row.also_missing;

/** Returns the open times of `gaps` that lie in `within`, as one set. */
export const missingIn = (gaps: readonly Interval[], within: IntervalSet): IntervalSet =>
  intersect(normalize(gaps), within);

/** Returns how many candles of `step` milliseconds the set has room for. */
export const candlesIn = (set: IntervalSet, step: number): number => Math.round(lengthOf(set) / step);
