import type { Interval } from '../../../shared/domain/interval.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { EngineContext } from '../context.ts';
import { derivedPage } from './derivedPage.ts';

/** A series and the finer one of the same symbol that it is made of. */
export type Derived = Readonly<{ target: Series; finer: Series }>;

export type DerivedSum = Readonly<{ written: number; removed: number; incomplete: number }>;

export type DeriveOptions = Readonly<{
  signal: AbortSignal;
  /**
   * Derived candles the finer ones do not add up to any more are removed. Only where finer candles are known to have
   * gone: they may as well have been put away on purpose when the coarser ones were there to stay.
   */
  removes: boolean;
  onStep?(done: number, total: number): void;
}>;

/**
 * Makes the buckets that touch a stretch, step by step on the thread that scans, and stores those that are complete
 * and new or other than before. Ends early, with what was done, when it is aborted. Rejects with a StoreError.
 */
export async function deriveStretch(
  { store, clock, exchangeClock, publish }: EngineContext,
  { target, finer }: Derived,
  stretch: Interval,
  { signal, removes, onStep }: DeriveOptions,
): Promise<DerivedSum> {
  const sum = { written: 0, removed: 0, incomplete: 0 };
  for (let next: number | null = stretch.from; next !== null && !signal.aborted; ) {
    const asked: Interval = { from: next, until: stretch.until };
    const made = await store.scan.deriveStep(target, finer, asked);
    const end = made.next ?? stretch.until;
    sum.incomplete += made.incomplete.length;
    const last = made.candles.openTime.at(-1);
    if (last !== undefined) {
      const page = derivedPage(target, {
        candles: made.candles,
        from: finer.timeframe,
        finer: made.finer,
        asked: { from: next, until: end },
        // Its finer candles have all closed, and so has it, whatever the clock says.
        exchangeTime: Math.max(exchangeClock.now(target.exchange), last + durationOf(target.timeframe)),
        receivedAt: clock.now(),
      });
      const { inserted, changed } = await store.write.writePage(page);
      sum.written += inserted + changed;
    }
    if (removes && made.unfounded.length > 0) {
      sum.removed += await store.write.dropDerived(target.id, made.unfounded, clock.now());
    }
    if (last !== undefined || (removes && made.unfounded.length > 0))
      publish('coverage.changed', { seriesIds: [target.id] });
    onStep?.(end - stretch.from, stretch.until - stretch.from);
    next = made.next;
  }
  return sum;
}
