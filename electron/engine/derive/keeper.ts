import type { Interval } from '../../../shared/domain/interval.ts';
import { type SeriesId, seriesName } from '../../../shared/domain/series.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { EngineContext } from '../context.ts';
import { buildStretch, reachOf } from '../features/buildStretch.ts';
import type { StaleKind, StaleStretch } from '../ports/store.ts';
import { problemOf } from '../problemOf.ts';
import { deriveStretch } from './deriveStretch.ts';

/** Keeps what is made of candles up to date with them. */
export type DerivedKeeper = Readonly<{
  /** Something may have changed; looks for what is out of date and makes it anew. Never rejects. */
  poke(): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
  /** Rows of features that became other than before since the start. */
  rowsBuilt(): number;
  /** Stops after the step under way; what is left is done after the next start. */
  stop(): Promise<void>;
}>;

/** What lies in a series now, to the close of its last candle. */
type Ledger = Awaited<ReturnType<EngineContext['store']['read']['seriesLedgers']>>[number];

const endOf = ({ last, timeframe }: Ledger): number => (last === null ? 0 : last + durationOf(timeframe));

/**
 * Works off the stretches that the store noted as out of date in the transaction that changed their candles: derived
 * candles first, for features may be computed from those. A series that fails is tried again with the next change.
 */
export function createDerivedKeeper(context: EngineContext): DerivedKeeper {
  const { store, journal, log } = context;
  const ending = new AbortController();
  let again = false;
  let rowsBuilt = 0;
  let working: Promise<void> | null = null;

  const derive = async (target: Ledger, all: readonly Ledger[], stretches: readonly Interval[]) => {
    const finer = all.find(
      (one) => one.instrumentId === target.instrumentId && one.timeframe === target.derivedFrom,
    );
    if (finer === undefined) return;
    for (const stretch of stretches) {
      await deriveStretch(context, { target, finer }, stretch, { signal: ending.signal, removes: true });
    }
  };

  const build = async (series: Ledger, _all: readonly Ledger[], stretches: readonly Interval[]) => {
    if (series.features !== true) return;
    for (const stretch of stretches) {
      const { from, until } = reachOf(series, stretch);
      // To the end of what was changed, even where nothing is left: rows of candles that went must go as well.
      const end = Math.max(stretch.until, Math.min(until, endOf(series)));
      rowsBuilt += await buildStretch(context, series, { from, until: end }, ending.signal);
    }
  };

  const WORK = { candles: derive, features: build } as const;

  const workOffSeries = async (
    kind: keyof typeof WORK,
    seriesId: SeriesId,
    stretches: readonly StaleStretch[],
    all: readonly Ledger[],
  ): Promise<boolean> => {
    const series = all.find(({ id }) => id === seriesId);
    try {
      if (series !== undefined) await WORK[kind](series, all, stretches);
      if (ending.signal.aborted) return false;
      await store.write.settleStale(stretches.map(({ id }) => id));
      return true;
    } catch (error) {
      const name = series === undefined ? `series ${seriesId}` : seriesName(series);
      log.error('what is made of candles could not be brought up to date', {
        kind,
        name,
        error: String(error),
      });
      const type = `${kind}-not-updated` as const;
      await journal.event('error', 'derive', { type, series: name, problem: problemOf(error) });
      return false;
    }
  };

  /** Works off all stretches of a kind; tells whether there may be more by now. */
  const workOff = async (kind: Exclude<StaleKind, 'partitions'>): Promise<boolean> => {
    const stale = await store.read.stale(kind);
    if (stale.length === 0) return false;
    const all = await store.read.seriesLedgers();
    let isSettled = false;
    for (const [seriesId, stretches] of Map.groupBy(stale, (one) => one.seriesId)) {
      if (ending.signal.aborted) return false;
      isSettled = (await workOffSeries(kind, seriesId, stretches, all)) || isSettled;
    }
    return isSettled;
  };

  const work = async (): Promise<void> => {
    try {
      while (again && !ending.signal.aborted) {
        again = false;
        // One derived from another gets its turn in the next round.
        while (await workOff('candles'));
        if (await workOff('features')) again = true;
      }
    } catch (error) {
      log.error('what is out of date could not be read', { error: String(error) });
    } finally {
      working = null;
    }
  };

  return {
    poke() {
      again = true;
      if (!ending.signal.aborted) working ??= work();
    },
    rowsBuilt: () => rowsBuilt,
    settled: async () => {
      while (working !== null) await working;
    },
    stop: async () => {
      ending.abort();
      await working;
    },
  };
}
