import { z } from 'zod';
import {
  FrameExport,
  FrameFormat,
  FramePreset,
  FrameSpec,
  IndicatorSpec,
  LeakReport,
} from '../../domain/frame.ts';
import { FrameNote } from '../../domain/frameNote.ts';
import { SeriesId } from '../../domain/series.ts';
import { EpochMs } from '../../domain/time.ts';
import { Timeframe } from '../../domain/timeframe.ts';
import { Nothing } from '../filters.ts';

const Count = z.number().int().min(0);

/** What a frame would be, before a row of it is made. Bytes are an estimate. */
export const FrameEstimate = z.strictObject({
  columns: z.array(z.strictObject({ name: z.string(), lookback: Count })),
  rows: Count,
  /** Rows cut because something is still warming up. */
  warmup: Count,
  from: EpochMs.nullable(),
  until: EpochMs.nullable(),
  bytes: z.number().min(0),
  /** Series that are read and their missing candles inside the range; a series that is not stored has no candles. */
  series: z.array(z.strictObject({ name: z.string(), candles: Count, missing: Count })),
  /** What keeps it from being made. */
  problems: z.array(FrameNote),
});
export type FrameEstimate = z.infer<typeof FrameEstimate>;

/** Some rows of a frame: one column per name, NaN where a cell is empty. */
export const FrameRows = z.strictObject({
  names: z.array(z.string()),
  columns: z.array(z.instanceof(Float64Array)),
});
export type FrameRows = z.infer<typeof FrameRows>;

export const frameCalls = {
  'frames.estimate': {
    request: z.strictObject({ spec: FrameSpec, format: FrameFormat }),
    response: FrameEstimate,
  },
  'frames.preview': {
    request: z.strictObject({ spec: FrameSpec, rows: z.number().int().min(1).max(500) }),
    response: z.strictObject({ first: FrameRows, last: FrameRows, rows: Count }),
  },
  /** Recomputes random rows with everything later cut off; `frames.progress` tells how far it is. */
  'frames.leakTest': {
    request: z.strictObject({
      spec: FrameSpec,
      rows: z.number().int().min(1).max(10_000),
      seed: z.number().int().optional(),
    }),
    response: z.strictObject({ report: LeakReport }),
  },
  /**
   * Writes a frame and its passport; answers when both are there. An absent path takes one in the `exports` folder of
   * the data directory. Cancelling leaves no file.
   */
  'frames.export': {
    request: z.strictObject({
      spec: FrameSpec,
      format: FrameFormat,
      path: z.string().max(1_000).optional(),
      overwrite: z.boolean().optional(),
      leakTest: z.boolean(),
      preset: z.string().max(80).optional(),
    }),
    response: z.strictObject({ exported: FrameExport }),
  },
  'frames.history': {
    request: z.strictObject({ limit: z.number().int().min(1).max(1_000) }),
    response: z.strictObject({ exports: z.array(FrameExport) }),
  },
  /** Builds the frame of a passport again and compares. */
  'frames.check': {
    request: z.strictObject({ passport: z.string().max(1_000) }),
    response: z.strictObject({
      identical: z.boolean(),
      /** The file on disk is still the one of the passport; null when it is gone. */
      fileMatches: z.boolean().nullable(),
      /** What the file is called now, where that is not what the passport says. */
      file: z.string().optional(),
      /** What is other than then: which series, which revisions, which candles. */
      differences: z.array(FrameNote),
    }),
  },
  'frames.presets': { request: Nothing, response: z.strictObject({ presets: z.array(FramePreset) }) },
  'frames.savePreset': { request: FramePreset, response: z.strictObject({ presets: z.array(FramePreset) }) },
  /** Gives a preset another name, and takes the exports that repeat it along; `conflict` where the name is taken. */
  'frames.renamePreset': {
    request: z.strictObject({ name: z.string().max(80), to: z.string().min(1).max(80) }),
    response: z.strictObject({ presets: z.array(FramePreset) }),
  },
  'frames.removePreset': {
    request: z.strictObject({ name: z.string().max(80) }),
    response: z.strictObject({ presets: z.array(FramePreset) }),
  },
  /** Shows a file of an export in the system's file manager. */
  'files.reveal': { request: z.strictObject({ exportId: z.number().int().positive() }), response: Nothing },
  /** Asks the trader where to save; null when they cancel, or `conflict` where the host has no dialogs. */
  'files.chooseSave': {
    request: z.strictObject({ suggested: z.string().max(300) }),
    response: z.strictObject({ path: z.string().nullable() }),
  },
  /** An indicator over stored candles that open in [from, until), warmed up by what lies before. */
  'indicators.range': {
    request: z.strictObject({ seriesId: SeriesId, spec: IndicatorSpec, from: EpochMs, until: EpochMs }),
    response: z.strictObject({
      openTime: z.instanceof(Float64Array),
      names: z.array(z.string()),
      columns: z.array(z.instanceof(Float64Array)),
    }),
  },
  /** Makes a series out of a finer one of the same symbol; `keep` also keeps it up to date. */
  'derive.run': {
    request: z.strictObject({ seriesId: SeriesId, timeframe: Timeframe, keep: z.boolean() }),
    response: z.strictObject({ seriesId: SeriesId, written: Count, incomplete: Count }),
  },
  /** Compares a derived series with the venue's own candles, field by field, without changing anything. */
  'derive.reconcile': {
    request: z.strictObject({ seriesId: SeriesId, from: EpochMs.optional(), until: EpochMs.optional() }),
    response: z.strictObject({
      compared: Count,
      /** What the derived candles were made of. */
      finer: Timeframe,
      fields: z.array(
        z.strictObject({
          field: z.string(),
          equal: Count,
          different: Count,
          largest: z.number().nullable(),
          firstAt: EpochMs.nullable(),
        }),
      ),
    }),
  },
} as const;
