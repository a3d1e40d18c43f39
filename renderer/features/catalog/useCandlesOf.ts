import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { InstrumentId } from '../../../shared/domain/instrument.ts';
import type { CoverageStore } from '../series/coverageStore.ts';

/** Returns how many candles are stored of each instrument, all its timeframes together. */
export function useCandlesOf(coverage: CoverageStore): ReadonlyMap<InstrumentId, number> {
  const series = useStore(coverage, (state) => state.value);
  return useMemo(() => {
    const candles = new Map<InstrumentId, number>();
    for (const one of series ?? [])
      candles.set(one.instrumentId, (candles.get(one.instrumentId) ?? 0) + one.candles);
    return candles;
  }, [series]);
}
