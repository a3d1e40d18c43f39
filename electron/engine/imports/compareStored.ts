import { type CandleColumns, sliceCandles } from '../../../shared/domain/candle.ts';
import type { FileReport } from '../../../shared/domain/import.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EngineContext } from '../context.ts';

/** Candles compared at once. */
const CHUNK = 50_000;

export type Against = Pick<FileReport, 'fresh' | 'equal' | 'different' | 'largestDifference'>;

const FIELDS = ['open', 'high', 'low', 'close', 'volume'] as const;

type Sum = { equal: number; different: number; largest: number | null };

function compare(file: CandleColumns, stored: CandleColumns, sum: Sum): void {
  for (let i = 0, k = 0; k < stored.openTime.length; k += 1) {
    while (i < file.openTime.length && file.openTime[i]! < stored.openTime[k]!) i += 1;
    if (file.openTime[i] !== stored.openTime[k]) continue;
    if (FIELDS.every((field) => file[field][i] === stored[field][k])) sum.equal += 1;
    else {
      sum.different += 1;
      const off = Math.abs(file.close[i]! - stored.close[k]!) / stored.close[k]!;
      sum.largest = Math.max(sum.largest ?? 0, off);
    }
  }
}

/** Compares the candles of a file with what a series holds; read on the scan thread, a stretch at a time. */
export async function compareStored(
  { store }: Pick<EngineContext, 'store'>,
  seriesId: SeriesId | null,
  candles: CandleColumns,
  signal: AbortSignal,
): Promise<Against> {
  const sum: Sum = { equal: 0, different: 0, largest: null };
  const { length } = candles.openTime;
  for (let at = 0; seriesId !== null && at < length; at += CHUNK) {
    signal.throwIfAborted();
    const some = sliceCandles(candles, at, Math.min(length, at + CHUNK));
    const until = some.openTime.at(-1)! + 1;
    compare(some, await store.scan.candlesWithin(seriesId, some.openTime[0]!, until), sum);
  }
  return {
    fresh: length - sum.equal - sum.different,
    equal: sum.equal,
    different: sum.different,
    largestDifference: sum.largest,
  };
}
