import type { IngestionStatus } from '../../shared/domain/live.ts';
import { type SeriesId, seriesName } from '../../shared/domain/series.ts';
import { type EpochMs, toIso } from '../../shared/domain/time.ts';
import { durationOf } from '../../shared/domain/timeframe.ts';

type Count = {
  status: IngestionStatus;
  wasLive: boolean;
  candles: number;
  errors: number;
  lastCandle: EpochMs | null;
};

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** Counts what a run of `live` sees of its series. */
export function createLiveTally(ids: ReadonlySet<SeriesId>) {
  const counts = new Map<SeriesId, Count>();
  const latencies: number[] = [];

  /** Returns the number of candles that have closed since the last look; those of the catch-up do not count. */
  function closedSince({ wasLive, lastCandle }: Count, status: IngestionStatus): number {
    if (!wasLive || lastCandle === null || status.lastCandle === null) return 0;
    return Math.max(0, Math.round((status.lastCandle - lastCandle) / durationOf(status.timeframe)));
  }

  return {
    /** Takes one status and returns the line to print, or null when nothing has closed. */
    take(status: IngestionStatus): string | null {
      if (!ids.has(status.seriesId)) return null;
      const known = counts.get(status.seriesId);
      const count = known ?? { status, wasLive: false, candles: 0, errors: 0, lastCandle: null };
      const closed = closedSince(count, status);
      const isLive = status.state === 'live' || status.state === 'quiet';
      counts.set(status.seriesId, {
        status,
        wasLive: count.wasLive || isLive,
        candles: count.candles + closed,
        errors: count.errors + Math.max(0, status.errors - count.status.errors),
        lastCandle: count.wasLive || isLive ? status.lastCandle : null,
      });
      if (closed === 0 || status.lastCandle === null) return null;
      const latency = status.latencyMs ?? 0;
      latencies.push(latency);
      return `${toIso(status.lastCandle)}  ${seriesName(status)}  stored ${seconds(latency)} after its close`;
    },
    everyoneWasLive: (): boolean =>
      counts.size === ids.size && [...counts.values()].every((count) => count.wasLive),
    summary() {
      const sorted = latencies.toSorted((a, b) => a - b);
      const all = [...counts.values()];
      return {
        candles: all.reduce((sum, { candles }) => sum + candles, 0),
        latencyMs: {
          p50: sorted[Math.floor(sorted.length / 2)] ?? null,
          max: sorted.at(-1) ?? null,
        },
        errors: all.reduce((sum, { errors }) => sum + errors, 0),
        series: all.map(({ status, candles, wasLive }) => ({ status, candles, wasLive })),
      };
    },
  };
}

/** Returns the last line of a run. */
export function summaryLine(
  { candles, latencyMs, errors }: ReturnType<ReturnType<typeof createLiveTally>['summary']>,
  reconnects: number,
): string {
  const { p50, max } = latencyMs;
  const late =
    p50 === null || max === null ? '' : `, latency ${seconds(p50)} in the middle, ${seconds(max)} at most`;
  return `${candles} candles${late}, ${reconnects} reconnects, ${errors} errors`;
}
