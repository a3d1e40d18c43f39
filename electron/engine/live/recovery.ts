import { SECOND } from '../../../shared/domain/time.ts';
import type { Timing } from '../../platform/timing.ts';
import type { MarketFeed } from '../ports/feed.ts';
import type { createClockGuard } from './clockGuard.ts';
import type { Downtime } from './host.ts';

/** A network needs a moment after the PC has woken up; until then nobody can tell sleep from a clock being set. */
const ATTEMPTS = 12;
const PAUSE_MS = 5 * SECOND;
/** The offset after a sleep is the one before it; after the clock was set it is another one. */
const SAME_OFFSET_MS = 2 * SECOND;

/** What broke the rhythm, and how much time it took by the clock that saw it. */
export type Interruption = Readonly<{ kind: 'slept' | 'stalled' | 'jumped'; gapMs: number }>;

type RecoveryDeps = Readonly<{
  feed: MarketFeed;
  guard: ReturnType<typeof createClockGuard>;
  timing: Timing;
  signal: AbortSignal;
  /** Goes on; a downtime is what has been slept through. */
  onRecovered(downtime: Downtime | null): void;
}>;

/** Takes up the work after sleep or a change of the clock: first the time, then the reason, then the candles. */
export function createRecovery({ feed, guard, timing, signal, onRecovered }: RecoveryDeps) {
  let underWay = 0;

  /** Measures until it works, for a while; tells whether it did. */
  async function measure(): Promise<boolean> {
    for (let n = 0; n < ATTEMPTS && !signal.aborted; n += 1) {
      await guard.sync();
      if (feed.isClockFresh()) return true;
      await timing.sleep(PAUSE_MS, signal);
    }
    return false;
  }

  async function recover({ kind, gapMs }: Interruption): Promise<Downtime | null> {
    const offset = guard.offset();
    const isMeasured = await measure();
    const isSameOffset = Math.abs((guard.offset() ?? 0) - (offset ?? 0)) < SAME_OFFSET_MS;
    const wasJump = kind === 'jumped' && isMeasured && isSameOffset && gapMs > 0;
    if (kind !== 'slept' && !wasJump) return null;
    const until = feed.now();
    return { from: until - gapMs, until, cause: 'pc-asleep' };
  }

  return {
    isUnderWay: (): boolean => underWay > 0,
    async begin(what: Interruption): Promise<void> {
      underWay += 1;
      const downtime = await recover(what);
      underWay -= 1;
      if (!signal.aborted) onRecovered(downtime);
    },
  };
}
