import type { Interval } from '../../../shared/domain/interval.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { STORED_BLOCK, STORED_WARMUP } from '../../analysis/features/stored.ts';
import type { EngineContext } from '../context.ts';

/** Rows written at once: some milliseconds of the only thread that writes, so that live candles never queue behind. */
const WRITE_ROWS = 200;

type Piece = Readonly<{ where: Interval; openTime: Float64Array; features: readonly string[] }>;

/** Cuts what was computed into pieces that lie side by side and answer together for all of it. */
function* piecesOf({ where, openTime, features }: Piece): Generator<Piece> {
  for (let first = 0; first === 0 || first < features.length; first += WRITE_ROWS) {
    const next = first + WRITE_ROWS;
    yield {
      where: {
        from: first === 0 ? where.from : openTime[first]!,
        until: openTime[next] ?? where.until,
      },
      openTime: openTime.slice(first, next),
      features: features.slice(first, next),
    };
  }
}

/**
 * Computes and stores the features of the candles of a stretch, block by block: computed on the thread that scans,
 * checked and written by the one that writes. Returns how many rows are other than before; ends early, with what was
 * done, when it is aborted. Rejects with a StoreError.
 */
export async function buildStretch(
  { store, clock, publish }: EngineContext,
  series: Series,
  stretch: Interval,
  signal: AbortSignal,
  onStep: (until: number) => void = () => undefined,
): Promise<number> {
  let changed = 0;
  for (let next: number | null = stretch.from; next !== null && !signal.aborted; ) {
    const made = await store.scan.featureStep(series, { from: next, until: stretch.until });
    let rows = 0;
    for (const { where, openTime, features } of piecesOf(made)) {
      rows += await store.write.writeFeatures(series.id, where, openTime, features, clock.now());
    }
    if (rows > 0) publish('features.changed', { seriesIds: [series.id] });
    changed += rows;
    onStep(made.where.until);
    next = made.next;
  }
  return changed;
}

/** Returns the rows that a change of candles can reach: to the end of the last block whose warm-up begins before it. */
export function reachOf({ timeframe }: Series, { from, until }: Interval): Interval {
  const step = durationOf(timeframe);
  const block = STORED_BLOCK * step;
  const lastBlock = Math.floor((until - step + STORED_WARMUP * step) / block) * block;
  return { from, until: lastBlock + block };
}
