import { type CandleColumns, sliceCandles } from '../../../shared/domain/candle.ts';
import type { ConflictRule, FileReport } from '../../../shared/domain/import.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { EngineContext } from '../context.ts';
import type { Subject } from './targetSeries.ts';

/** Candles of one transaction: the writer is held for some ten milliseconds. */
const PAGE = 4_000;

/** How a file is named among the batches: its name and what it was, to the last bit. */
export const requestOf = ({ path, sha256 }: FileReport): string =>
  `${path.split(/[\\/]/).at(-1)} sha256:${sha256 ?? 'unknown'}`;

export type FileWrite = Readonly<{
  importId: number;
  seriesId: SeriesId;
  subject: Subject;
  report: FileReport;
  candles: CandleColumns;
  conflict: ConflictRule;
}>;

/** Stores the candles of a file page by page and returns how many were new. Rejects when `signal` aborts, or the store fails. */
export async function writeFile(
  { store, clock, exchangeClock, publish }: EngineContext,
  { importId, seriesId, subject, report, candles, conflict }: FileWrite,
  signal: AbortSignal,
): Promise<number> {
  const { length } = candles.openTime;
  const { timeframe, exchange } = subject;
  let inserted = 0;
  for (let at = 0; at < length; at += PAGE) {
    signal.throwIfAborted();
    const page = sliceCandles(candles, at, Math.min(length, at + PAGE));
    const asked = { from: page.openTime[0]!, until: page.openTime.at(-1)! + durationOf(timeframe) };
    const outcome = await store.write.writePage({
      seriesId,
      timeframe,
      candles: page,
      // A file does not say that what it lacks never was.
      answered: null,
      exchangeTime: exchangeClock.now(exchange),
      asked,
      provider: report.mapping?.dialect ?? 'plain',
      request: requestOf(report),
      receivedAt: clock.now(),
      origin: 'file',
      importId,
      keepStored: conflict === 'keep-stored',
    });
    inserted += outcome.inserted;
    publish('coverage.changed', { seriesIds: [seriesId] });
  }
  return inserted;
}
