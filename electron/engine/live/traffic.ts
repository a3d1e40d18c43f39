import { SECOND } from '../../../shared/domain/time.ts';
import type { Timing } from '../../platform/timing.ts';

/** Messages are counted over this long; a shorter window would flicker. */
const WINDOW_MS = 5 * SECOND;
const LATENCIES = 50;

/** Counts messages and remembers how late the last candles were. */
export function createTraffic(timing: Timing) {
  const latencies: number[] = [];
  let since = timing.elapsed();
  let messages = 0;
  let before = 0;

  /** Begins a new window where the old one is over; a silent one in between counts as none. */
  function turn(): void {
    const now = timing.elapsed();
    const windows = Math.floor((now - since) / WINDOW_MS);
    if (windows === 0) return;
    before = windows === 1 ? messages : 0;
    messages = 0;
    since += windows * WINDOW_MS;
  }

  return {
    count(): void {
      turn();
      messages += 1;
    },
    perSecond(): number {
      turn();
      return Math.max(before, messages) / (WINDOW_MS / SECOND);
    },
    latency(ms: number): void {
      latencies.push(ms);
      if (latencies.length > LATENCIES) latencies.shift();
    },
    medianLatency: (): number | null =>
      latencies.length === 0 ? null : latencies.toSorted((a, b) => a - b)[Math.floor(latencies.length / 2)]!,
  };
}
