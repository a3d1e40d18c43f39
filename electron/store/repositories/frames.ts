import type { CandleColumns } from '../../../shared/domain/candle.ts';
import type { FrameExport, FramePreset, Passport } from '../../../shared/domain/frame.ts';
import type { InstrumentId, MarketSymbol } from '../../../shared/domain/instrument.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import type { Statements } from '../statements.ts';
import { createCandleReader } from './candles.ts';
import { createLedgerReader } from './ledger.ts';

type Of = Readonly<{ id: SeriesId; timeframe: Timeframe }>;

/** What lies in a stretch of a series: the part of a passport the store knows. */
export type SourceFacts = Omit<Passport['series'][number], 'sha256' | 'exchange' | 'symbol' | 'timeframe'>;

/** Candles with what is known of them; the columns come first, so that they are moved and not copied. */
export type FrameSource = CandleColumns & Readonly<{ facts: SourceFacts }>;

/** What has become of a stretch since a passport was made of it. */
export type SourceChanges = Readonly<{
  /** Candles whose values were replaced, and the first of them. */
  revised: number;
  revisions: readonly Readonly<{ id: number; openTime: EpochMs; at: EpochMs }>[];
  /** Candles that came with later batches and replaced none. */
  added: number;
}>;

export type NewFrameExport = Omit<FrameExport, 'id'>;

type Sums = Readonly<{
  candles: number;
  first: number | null;
  last: number | null;
  doubted: number;
}>;
type BatchSums = Readonly<{ batches: number; lastBatchId: number | null; fallback: number | null }>;
type ExportRow = Readonly<{
  id: number;
  at: number;
  path: string;
  preset: string | null;
  rows: number;
  bytes: number;
  leak_test: FrameExport['leakTest'];
  passport: string;
}>;

/** As many revisions are named; the others are counted. */
const NAMED = 5;

const toExport = ({ leak_test: leakTest, passport, ...row }: ExportRow): FrameExport => ({
  ...row,
  leakTest,
  passport: JSON.parse(passport) as Passport,
});

/** The part of a gap that lies in a stretch: its first and last missing open time. */
function within(stretch: Interval, gap: Interval, step: number) {
  const from = Math.max(stretch.from, gap.from);
  const missing = Math.max(0, Math.ceil((Math.min(stretch.until, gap.until) - from) / step));
  return { from, to: from + (missing - 1) * step, missing };
}

export function createFrameReader(statements: Statements) {
  const { prepare, db } = statements;
  const candles = createCandleReader(statements);
  const ledger = createLedgerReader(statements);
  const warmupStart = prepare<[SeriesId, EpochMs, number], EpochMs>(
    'frame.warmupStart',
    `SELECT min(open_time) FROM (SELECT open_time FROM candle WHERE series_id = ? AND open_time < ?
      ORDER BY open_time DESC LIMIT ?)`,
    'value',
  );
  const sums = prepare<[SeriesId, EpochMs, EpochMs], Sums>(
    'frame.sums',
    `SELECT count(*) AS candles, min(open_time) AS first, max(open_time) AS last,
            coalesce(sum((flags & 2) <> 0), 0) AS doubted
       FROM candle WHERE series_id = ? AND open_time >= ? AND open_time < ?`,
  );
  const batchSums = prepare<[SeriesId, EpochMs, EpochMs], BatchSums>(
    'frame.batches',
    `SELECT count(*) AS batches, max(g.batch_id) AS lastBatchId,
            sum(CASE WHEN b.fallback_used THEN g.candles ELSE 0 END) AS fallback
       FROM (SELECT batch_id, count(*) AS candles FROM candle
              WHERE series_id = ? AND open_time >= ? AND open_time < ? GROUP BY batch_id) g
       LEFT JOIN ingest_batch b ON b.id = g.batch_id`,
  );
  const lastRevision = prepare<[SeriesId, EpochMs, EpochMs], number>(
    'frame.lastRevision',
    'SELECT max(id) FROM candle_revision WHERE series_id = ? AND open_time >= ? AND open_time < ?',
    'value',
  );
  const count = prepare<[SeriesId, EpochMs, EpochMs], number>(
    'frame.count',
    'SELECT count(*) FROM candle WHERE series_id = ? AND open_time >= ? AND open_time < ?',
    'value',
  );
  const revised = prepare<[SeriesId, EpochMs, EpochMs, number], [number, EpochMs, EpochMs]>(
    'frame.revised',
    `SELECT max(id), open_time, max(replaced_at) FROM candle_revision
      WHERE series_id = ? AND open_time >= ? AND open_time < ? AND id > ? GROUP BY open_time ORDER BY open_time`,
    'arrays',
  );
  const added = prepare<[SeriesId, EpochMs, EpochMs, number], EpochMs>(
    'frame.added',
    `SELECT open_time FROM candle WHERE series_id = ? AND open_time >= ? AND open_time < ? AND batch_id > ?`,
    'value',
  );
  const sector = prepare<[InstrumentId], MarketSymbol>(
    'frame.sector',
    `SELECT o.symbol FROM instrument i JOIN instrument o ON o.exchange = i.exchange AND o.sector = i.sector
      WHERE i.id = ? AND o.id <> i.id ORDER BY o.symbol`,
    'value',
  );
  const presets = prepare<[], string>(
    'framePreset.all',
    'SELECT document FROM frame_preset ORDER BY name',
    'value',
  );
  const exports = prepare<[number], ExportRow>(
    'frameExport.newest',
    'SELECT * FROM frame_export ORDER BY id DESC LIMIT ?',
  );
  const oneExport = prepare<[number], ExportRow>(
    'frameExport.get',
    'SELECT * FROM frame_export WHERE id = ?',
  );

  function facts({ id, timeframe }: Of, from: EpochMs, until: EpochMs): SourceFacts {
    const step = durationOf(timeframe);
    const { batches, lastBatchId, fallback } = batchSums.get(id, from, until)!;
    const { candles: stored, ...rest } = sums.get(id, from, until)!;
    const gaps = ledger.gaps(id, from, until).map((gap) => {
      const { missing, ...ends } = within({ from, until }, gap, step);
      return { ...ends, missing, cause: gap.cause, state: gap.state };
    });
    return {
      candles: stored,
      ...rest,
      batches,
      lastBatchId,
      lastRevisionId: lastRevision.get(id, from, until) ?? null,
      gaps,
      fallback: fallback ?? 0,
    };
  }

  // One read transaction: facts of before a page and candles of after it would not belong together.
  const source = db.transaction((of: Of, from: EpochMs, until: EpochMs): FrameSource => {
    const known = facts(of, from, until);
    return { ...candles.within(of.id, from, until), facts: known };
  });

  return {
    /** Candles that open in [from, until), with what a passport says of them. */
    frameSource: (of: Of, from: EpochMs, until: EpochMs): FrameSource => source(of, from, until),
    /** The open time of the candle `candles` before `before`, or of the oldest there is; null when there is none. */
    frameWarmupStart: (id: SeriesId, before: EpochMs, wanted: number): EpochMs | null =>
      wanted === 0 ? null : (warmupStart.get(id, before, wanted) ?? null),
    /** Open times of the first and last candle, or nulls. */
    frameEdges: (id: SeriesId): readonly [EpochMs | null, EpochMs | null] => candles.edges(id),
    /** Candles in [from, until), and how many are missing there. */
    frameCount: ({ id, timeframe }: Of, from: EpochMs, until: EpochMs) => ({
      candles: count.get(id, from, until) ?? 0,
      missing: ledger
        .gaps(id, from, until)
        .reduce((sum, gap) => sum + within({ from, until }, gap, durationOf(timeframe)).missing, 0),
    }),
    /** What has changed in [from, until) since the newest batch and revision of a passport. */
    frameChanges: (
      id: SeriesId,
      [from, until]: readonly [EpochMs, EpochMs],
      since: Readonly<{ batch: number; revision: number }>,
    ): SourceChanges => {
      const found = revised.all(id, from, until, since.revision);
      const replaced = new Set(found.map(([, openTime]) => openTime));
      return {
        revised: found.length,
        revisions: found.slice(0, NAMED).map(([revision, openTime, at]) => ({ id: revision, openTime, at })),
        added: added.all(id, from, until, since.batch).filter((time) => !replaced.has(time)).length,
      };
    },
    /** The other symbols of an instrument's sector, by name. */
    sectorMembers: (id: InstrumentId): MarketSymbol[] => sector.all(id),
    framePresets: (): FramePreset[] => presets.all().map((text) => JSON.parse(text) as FramePreset),
    frameExports: (limit: number): FrameExport[] => exports.all(limit).map(toExport),
    frameExport: (id: number): FrameExport | null => {
      const row = oneExport.get(id);
      return row === undefined ? null : toExport(row);
    },
  };
}

export function createFrameWriter({ prepare, db }: Statements) {
  const save = prepare<[string, string], never>(
    'framePreset.save',
    'INSERT INTO frame_preset (name, document) VALUES (?, ?) ON CONFLICT DO UPDATE SET document = excluded.document',
  );
  const remove = prepare<[string], never>('framePreset.remove', 'DELETE FROM frame_preset WHERE name = ?');
  const rename = prepare<[{ name: string; to: string }], never>(
    'framePreset.rename',
    `UPDATE frame_preset SET name = @to, document = json_set(document, '$.name', @to) WHERE name = @name`,
  );
  const renameInTasks = prepare<[{ name: string; to: string }], never>(
    'framePreset.renameInTasks',
    `UPDATE task SET export = json_set(export, '$.preset', @to) WHERE export ->> '$.preset' = @name`,
  );
  const add = prepare<[Record<string, unknown>], number>(
    'frameExport.add',
    `INSERT INTO frame_export (at, path, preset, rows, bytes, leak_test, passport)
     VALUES (@at, @path, @preset, @rows, @bytes, @leakTest, @passport) RETURNING id`,
    'value',
  );
  return {
    saveFramePreset: (preset: FramePreset): void => {
      save.run(preset.name, JSON.stringify(preset));
    },
    /** Renames a preset, and with it the exports that repeat it; false when there is none. Throws when `to` is taken. */
    renameFramePreset: db.transaction((name: string, to: string): boolean => {
      if (rename.run({ name, to }).changes === 0) return false;
      renameInTasks.run({ name, to });
      return true;
    }).immediate,
    removeFramePreset: (name: string): boolean => remove.run(name).changes > 0,
    addFrameExport: (exported: NewFrameExport): number =>
      add.get({ ...exported, passport: JSON.stringify(exported.passport) })!,
  };
}
