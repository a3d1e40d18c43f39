import type { GapCause, GapState } from '../../../shared/domain/gap.ts';
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
import type { Statements } from '../statements.ts';

/** One gap as the ledger keeps it; [from, until) in open times. */
export type LedgerGap = Interval &
  Readonly<{
    cause: GapCause;
    state: GapState;
    attempts: number;
    evidence: string | null;
    updatedAt: EpochMs;
  }>;

/** What a write learned about some missing open times. */
export type GapFinding = Readonly<{ where: IntervalSet; cause: GapCause; evidence: string }>;

type GapRow = Readonly<{
  id: number;
  from_time: number;
  until_time: number;
  cause: GapCause;
  state: GapState;
  attempts: number;
  evidence: string | null;
  updated_at: number;
}>;

const toGap = (row: GapRow): LedgerGap => ({
  from: row.from_time,
  until: row.until_time,
  cause: row.cause,
  state: row.state,
  attempts: row.attempts,
  evidence: row.evidence,
  updatedAt: row.updated_at,
});

const GAP_COLUMNS = 'id, from_time, until_time, cause, state, attempts, evidence, updated_at';

export function createLedgerReader({ prepare }: Statements) {
  const range = prepare<[SeriesId], [number | null, number | null]>(
    'ledger.range',
    'SELECT ledger_from, ledger_until FROM series WHERE id = ?',
    'arrays',
  );
  const overlapping = prepare<[SeriesId, EpochMs, EpochMs], GapRow>(
    'ledger.overlapping',
    `SELECT ${GAP_COLUMNS} FROM gap WHERE series_id = ? AND from_time < ? AND until_time > ? ORDER BY from_time`,
  );
  return {
    /** The stretch the ledger answers for, or null before anything was asked for. */
    range(seriesId: SeriesId): Interval | null {
      const [from, until] = range.get(seriesId) ?? [null, null];
      return from === null || until === null ? null : { from, until };
    },
    /** Gaps that overlap [from, until), oldest first, not clipped. */
    gaps: (seriesId: SeriesId, from: EpochMs, until: EpochMs): LedgerGap[] =>
      overlapping.all(seriesId, until, from).map(toGap),
  };
}

/**
 * Writes the gap ledger. Its invariant, kept by every method and checked by `verify --deep`: an open time inside the
 * ledger's range either has a candle or lies in exactly one gap. The caller owns the transaction.
 */
export function createLedgerWriter(statements: Statements) {
  const { prepare } = statements;
  const reader = createLedgerReader(statements);
  const touching = prepare<[SeriesId, EpochMs, EpochMs], GapRow>(
    'ledger.touching',
    `SELECT ${GAP_COLUMNS} FROM gap WHERE series_id = ? AND from_time <= ? AND until_time >= ? ORDER BY from_time`,
  );
  const remove = prepare<[number], never>('ledger.remove', 'DELETE FROM gap WHERE id = ?');
  const insert = prepare<[SeriesId, number, number, string, string, number, string | null, number], never>(
    'ledger.insert',
    `INSERT INTO gap (series_id, from_time, until_time, cause, state, attempts, evidence, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const setRange = prepare<[number, number, SeriesId], never>(
    'ledger.setRange',
    'UPDATE series SET ledger_from = ?, ledger_until = ? WHERE id = ?',
  );

  /** Rewrites the gaps that touch `hull` and tells nothing to SQLite about those that stay as they are. */
  const rewrite = (seriesId: SeriesId, hull: Interval, change: (gaps: LedgerGap[]) => LedgerGap[]): void => {
    const rows = touching.all(seriesId, hull.until, hull.from);
    const next = mergeEqual(change(rows.map(toGap)));
    const kept = new Set<LedgerGap>();
    for (const row of rows) {
      const same = next.find((gap) => isSameRow(gap, row));
      if (same === undefined) remove.run(row.id);
      else kept.add(same);
    }
    for (const gap of next) {
      if (kept.has(gap)) continue;
      insert.run(
        seriesId,
        gap.from,
        gap.until,
        gap.cause,
        gap.state,
        gap.attempts,
        gap.evidence,
        gap.updatedAt,
      );
    }
  };

  return {
    ...reader,
    /** Makes the ledger answer for [from, until) as well; what it did not know of before is `not-downloaded`. */
    extend(seriesId: SeriesId, wanted: Interval, now: EpochMs): void {
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
    },
    /** Takes back the promise for what lies before `from`: the venue did not list the symbol yet. */
    clipBefore(seriesId: SeriesId, from: EpochMs): void {
      const known = reader.range(seriesId);
      if (known === null || known.from >= from) return;
      const clipped = { from: Math.min(from, known.until), until: known.until };
      setRange.run(clipped.from, clipped.until, seriesId);
      rewrite(seriesId, { from: known.from, until: from }, (gaps) =>
        gaps.flatMap((gap) => cut(gap, [clipped])),
      );
    },
    /** Removes what has candles now from the gaps. */
    fill(seriesId: SeriesId, filled: IntervalSet): void {
      if (filled.length === 0) return;
      const hull = { from: filled[0]!.from, until: filled.at(-1)!.until };
      rewrite(seriesId, hull, (gaps) => gaps.flatMap((gap) => pieces(gap, subtract([gap], filled))));
    },
    /** Records why the missing open times in `where` are missing. */
    explain(seriesId: SeriesId, finding: GapFinding, now: EpochMs): void {
      if (finding.where.length === 0) return;
      const hull = { from: finding.where[0]!.from, until: finding.where.at(-1)!.until };
      rewrite(seriesId, hull, (gaps) => gaps.flatMap((gap) => explained(gap, finding, now)));
    },
    /** Makes the gaps in `where` ordinary work again: asked for as if never asked before. */
    reopen(seriesId: SeriesId, where: Interval, now: EpochMs): void {
      rewrite(seriesId, where, (gaps) =>
        gaps.flatMap((gap) => [
          ...pieces(gap, subtract([gap], [where])),
          ...intersect([gap], [where]).map((piece) => notDownloaded(piece, now)),
        ]),
      );
    },
    /** Replaces range and gaps by what the candles say; causes survive where a gap was known. */
    rebuild(seriesId: SeriesId, range: Interval, missing: IntervalSet, now: EpochMs): void {
      setRange.run(range.from, range.until, seriesId);
      rewrite(seriesId, { from: Number.MIN_SAFE_INTEGER, until: Number.MAX_SAFE_INTEGER }, (gaps) => {
        const known = gaps.flatMap((gap) => cut(gap, missing));
        return [...known, ...subtract(missing, normalize(known)).map((piece) => notDownloaded(piece, now))];
      });
    },
  };
}

const notDownloaded = ({ from, until }: Interval, now: EpochMs): LedgerGap => ({
  from,
  until,
  cause: 'not-downloaded',
  state: 'open',
  attempts: 0,
  evidence: null,
  updatedAt: now,
});

const pieces = (gap: LedgerGap, parts: IntervalSet): LedgerGap[] =>
  parts.map((part) => ({ ...gap, ...part }));
const cut = (gap: LedgerGap, to: IntervalSet): LedgerGap[] => pieces(gap, intersect([gap], to));

function explained(gap: LedgerGap, { where, cause, evidence }: GapFinding, now: EpochMs): LedgerGap[] {
  const state: GapState =
    cause === 'request-failed' || cause === 'not-downloaded'
      ? 'open'
      : gap.state === 'open'
        ? 'unconfirmed'
        : 'confirmed-empty';
  // A failed request says nothing new about a range that the venue has already answered for.
  if (cause === 'request-failed' && gap.state !== 'open') return [gap];
  const found = intersect([gap], where);
  return [
    ...pieces(gap, subtract([gap], where)),
    ...found.map((piece) => ({
      ...piece,
      cause,
      state,
      attempts: gap.attempts + 1,
      evidence,
      updatedAt: now,
    })),
  ];
}

const isSameRow = (gap: LedgerGap, row: GapRow): boolean =>
  gap.from === row.from_time &&
  gap.until === row.until_time &&
  gap.cause === row.cause &&
  gap.state === row.state &&
  gap.attempts === row.attempts &&
  gap.evidence === row.evidence;

/** Joins neighbours that touch and mean the same; the later evidence stands for both. */
function mergeEqual(gaps: readonly LedgerGap[]): LedgerGap[] {
  const merged: LedgerGap[] = [];
  for (const gap of gaps.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (
      last !== undefined &&
      last.until === gap.from &&
      last.cause === gap.cause &&
      last.state === gap.state
    ) {
      const later = gap.updatedAt >= last.updatedAt ? gap : last;
      merged[merged.length - 1] = {
        ...later,
        from: last.from,
        until: gap.until,
        attempts: Math.max(last.attempts, gap.attempts),
      };
    } else merged.push(gap);
  }
  return merged;
}

/** Returns how many candles of `step` milliseconds the set has room for. */
export const candlesIn = (set: IntervalSet, step: number): number => Math.round(lengthOf(set) / step);
