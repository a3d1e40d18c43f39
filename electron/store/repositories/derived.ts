import {
  type CandleColumns,
  type CandleRow,
  candlesFromRows,
  sliceCandles,
} from '../../../shared/domain/candle.ts';
import { type Interval, normalize } from '../../../shared/domain/interval.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { ceilToGrid, durationOf, floorToGrid, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { aggregateCandles, plainVolume } from '../../analysis/aggregate.ts';
import { type Reconciliation, reconcileCandles } from '../../analysis/reconcile.ts';
import type { WritableDb } from '../connection.ts';
import type { Statements } from '../statements.ts';
import { createCandleRemoval } from './candleRemoval.ts';
import { createCandleReader } from './candles.ts';
import { createLedgerReader } from './ledger.ts';

type Of = Readonly<{ id: SeriesId; timeframe: Timeframe }>;

export type DeriveStep = Readonly<{
  /** Candles to store: complete buckets that have none yet, or one that was derived and is other now. */
  candles: CandleColumns;
  /** Finer candles under those. */
  finer: number;
  /** Buckets that are complete, stored already or not. */
  complete: number;
  /** Open times of buckets that have finer candles, but not all of them. */
  incomplete: readonly EpochMs[];
  /** Derived candles that are stored and that the finer ones do not add up to any more. */
  unfounded: readonly EpochMs[];
  /** Where the next step begins; null when the stretch is done. */
  next: EpochMs | null;
}>;

/** What venue and finer candles say of the same buckets, and where the next step begins. */
export type ReconcileStep = Reconciliation & Readonly<{ next: EpochMs | null }>;

/** Finer candles of one step: some tens of milliseconds. */
const STEP_FINER = 50_000;

type Stored = readonly [...candle: CandleRow, isDerived: 0 | 1];

const STORED = `SELECT c.open_time, c.open, c.high, c.low, c.close, c.volume, b.origin IS 'derived'
    FROM candle c LEFT JOIN ingest_batch b ON b.id = c.batch_id
   WHERE c.series_id = ? AND c.open_time >= ? AND c.open_time < ?`;

/** Makes coarser candles of finer ones on the thread that reads; nothing is written here. */
export function createDerivedReader(statements: Statements) {
  const candles = createCandleReader(statements);
  const ledger = createLedgerReader(statements);
  const storedWithin = statements.prepare<[SeriesId, number, number], Stored>(
    'derived.stored',
    STORED,
    'arrays',
  );

  const step = (
    target: Of,
    finer: Of,
    { from, until }: Interval,
  ): DeriveStep & Readonly<{ made: CandleColumns }> => {
    const length = durationOf(target.timeframe);
    const begin = floorToGrid(target.timeframe, from);
    const end = ceilToGrid(target.timeframe, until);
    const buckets = Math.max(1, Math.floor((STEP_FINER * durationOf(finer.timeframe)) / length));
    const stop = Math.min(end, begin + buckets * length);
    const empty = ledger.gaps(finer.id, begin, stop).filter(({ state }) => state === 'confirmed-empty');
    const under = candles.within(finer.id, begin, stop);
    const made = aggregateCandles(under, finer.timeframe, target.timeframe, normalize(empty));
    const stored = new Map(storedWithin.all(target.id, begin, stop).map((row) => [row[0], row]));
    const due = dueOf(made.candles, stored);
    const complete = new Set(made.candles.openTime);
    return {
      candles: pickRows(made.candles, due),
      finer: due.reduce((sum, i) => sum + made.counts[i]!, 0),
      complete: complete.size,
      incomplete: made.incomplete,
      unfounded: [...stored.values()]
        .filter((row) => row[6] === 1 && !complete.has(row[0]))
        .map(([time]) => time),
      next: stop < end ? stop : null,
      made: made.candles,
    };
  };
  const reconcileStep = (stored: Of, finer: Of, { from, until }: Interval): ReconcileStep => {
    const made = step(stored, finer, { from, until });
    const length = durationOf(stored.timeframe);
    const end = made.next ?? ceilToGrid(stored.timeframe, until);
    const own = storedWithin
      .all(stored.id, floorToGrid(stored.timeframe, from), end)
      .filter(([time, , , , , , isDerived]) => isDerived === 0 && time + length <= end)
      .map(([time, open, high, low, close, volume]): CandleRow => [time, open, high, low, close, volume]);
    return { ...reconcileCandles(candlesFromRows(own), made.made), next: made.next };
  };
  // One read transaction: a page that is written meanwhile belongs to the next step.
  const deriveInOne = statements.db.transaction(step);
  const reconcileInOne = statements.db.transaction(reconcileStep);
  return {
    /** Compares the first of a series' own candles, not derived, with what the finer ones add up to. */
    reconcileStep: (stored: Of, finer: Of, stretch: Interval): ReconcileStep =>
      reconcileInOne(stored, finer, stretch),
    /** Makes the first buckets of a stretch; goes on from `next` until that is null. */
    deriveStep(target: Of, finer: Of, stretch: Interval): DeriveStep {
      const { made: _made, ...done } = deriveInOne(target, finer, stretch);
      return done;
    },
  };
}

/** Rows to store; the venue's own candles, and those of files, are never replaced by derived ones. */
function dueOf(made: CandleColumns, stored: ReadonlyMap<number, Stored>): number[] {
  const due: number[] = [];
  for (let i = 0; i < made.openTime.length; i += 1) {
    made.volume[i] = plainVolume(made.volume[i]!);
    const old = stored.get(made.openTime[i]!);
    if (old === undefined || (old[6] === 1 && !isEqual(made, i, old))) due.push(i);
  }
  return due;
}

const isEqual = (c: CandleColumns, i: number, old: Stored): boolean =>
  c.open[i] === old[1] &&
  c.high[i] === old[2] &&
  c.low[i] === old[3] &&
  c.close[i] === old[4] &&
  c.volume[i] === old[5];

function pickRows(columns: CandleColumns, rows: readonly number[]): CandleColumns {
  if (rows.length === columns.openTime.length) return columns;
  const picked = sliceCandles(columns, 0, rows.length);
  for (const field of ['openTime', 'open', 'high', 'low', 'close', 'volume'] as const)
    rows.forEach((row, i) => {
      picked[field][i] = columns[field][row]!;
    });
  return picked;
}

export function createDerivedWriter(db: WritableDb, statements: Statements) {
  const { prepare } = statements;
  const removal = createCandleRemoval(statements);
  const setSource = prepare<[Timeframe | null, SeriesId], never>(
    'derived.setSource',
    'UPDATE series SET derived_from = ? WHERE id = ?',
  );
  const isDerived = prepare<[SeriesId, EpochMs], 1>(
    'derived.is',
    `SELECT 1 FROM candle c JOIN ingest_batch b ON b.id = c.batch_id
      WHERE c.series_id = ? AND c.open_time = ? AND b.origin = 'derived'`,
    'value',
  );
  const drop = db.transaction((seriesId: SeriesId, times: readonly EpochMs[], now: EpochMs): number => {
    const derived = times.filter((time) => isDerived.get(seriesId, time) !== undefined);
    if (derived.length > 0) removal.remove(seriesId, derived, now, null);
    return derived.length;
  });
  return {
    /** Keeps a series up to date out of a finer timeframe of the same symbol; null leaves it alone. */
    setDerivedFrom: (seriesId: SeriesId, finer: Timeframe | null): void => {
      setSource.run(finer, seriesId);
    },
    /** Removes derived candles whose finer ones are gone; others at these times stay. */
    dropDerived: (seriesId: SeriesId, times: readonly EpochMs[], now: EpochMs): number =>
      drop.immediate(seriesId, times, now),
  };
}
