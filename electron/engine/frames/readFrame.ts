import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { EngineContext } from '../context.ts';
import type { FrameOrder, OnFrameProgress, SeriesCandles, SeriesFacts } from '../ports/frames.ts';
import type { ResolvedFrame } from './resolve.ts';

export type ReadFrame = Readonly<{ order: FrameOrder; facts: readonly SeriesFacts[] }>;

/** Reads the candles of a frame, with what its passport says of them. A series that is not stored has none. */
export async function readFrame(
  { store }: EngineContext,
  { spec, needed, beside }: ResolvedFrame,
  onProgress: OnFrameProgress,
  signal: AbortSignal,
): Promise<ReadFrame> {
  const series: SeriesCandles[] = [];
  const facts: SeriesFacts[] = [];
  const widest = needed.reduce((sum, { key, from, until }) => sum + rowsIn(key.timeframe, from, until), 0);
  let rows = 0;
  for (const { key, stored, from, until } of needed) {
    if (signal.aborted) break;
    if (stored === null) continue;
    const { facts: known, ...candles } = await store.scan.frameSource(stored, from, until);
    series.push({ series: key, candles });
    facts.push({ ...key, ...known });
    rows += rowsIn(key.timeframe, from, until);
    onProgress({ stage: 'reading', rows, totalRows: Math.max(rows, widest), bytes: 0, etaMs: null });
  }
  return { order: { spec, series, beside }, facts };
}

const rowsIn = (timeframe: Parameters<typeof durationOf>[0], from: number, until: number): number =>
  Math.max(0, Math.ceil((until - from) / durationOf(timeframe)));
