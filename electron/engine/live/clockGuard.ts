import { type EpochMs, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { sourceName } from '../../../shared/words/feedTrouble.ts';
import type { EngineContext } from '../context.ts';
import type { MarketFeed } from '../ports/feed.ts';

const SYNC_EVERY_MS = 5 * MINUTE;
/** While the clock is wrong, or the venue could not be asked, somebody may be setting it right at this moment. */
const SYNC_SOON_MS = 30 * SECOND;

/**
 * Watches how far this PC's clock is from a venue's. Small offsets are corrected silently; a large one says that
 * something is wrong with the PC, and nothing is declared closed until it agrees again.
 */
export function createClockGuard(
  context: EngineContext,
  feed: MarketFeed,
  signal: AbortSignal,
  limit: () => number,
  onChange: () => void,
) {
  const { exchangeClock, timing, journal } = context;
  let syncAt = Number.NEGATIVE_INFINITY;
  let syncing: Promise<void> | null = null;
  let isTrusted = true;

  const offset = (): number | null => feed.status().clockOffsetMs;

  /** Judges the offset that is known now; says so once when the judgement changes. */
  function judge(): void {
    const known = offset();
    const trusted = known === null || Math.abs(known) <= limit();
    if (trusted === isTrusted) return;
    isTrusted = trusted;
    const venue = sourceName(feed.exchange, 'en');
    if (trusted) void journal.event('info', 'live', { type: 'clock-agrees', venue });
    else void journal.event('error', 'live', { type: 'clock-skew', venue, offsetMs: known ?? 0 });
    onChange();
  }

  async function sync(): Promise<void> {
    // Before anything can fail: a measurement that fails must not be due again at once.
    syncAt = timing.elapsed() + SYNC_SOON_MS;
    await exchangeClock.sync(feed.exchange, signal);
    judge();
    const soon = !isTrusted || !feed.isClockFresh();
    syncAt = timing.elapsed() + (soon ? SYNC_SOON_MS : SYNC_EVERY_MS);
  }

  return {
    offset,
    judge,
    isTrusted: (): boolean => isTrusted,
    /** Exchange time where it may decide what has closed; null while it may not. */
    trustedNow: (): EpochMs | null => (isTrusted && feed.isClockFresh() ? feed.now() : null),
    /** Measures now; everybody who asks meanwhile waits for the same measurement. Never rejects. */
    sync(): Promise<void> {
      syncing ??= sync()
        .catch((error: unknown) =>
          context.log.warn('the clock offset was not kept', { error: String(error) }),
        )
        .finally(() => {
          syncing = null;
        });
      return syncing;
    },
    /** Milliseconds until the next measurement is due. */
    dueIn: (): number => (syncing === null ? syncAt - timing.elapsed() : Number.POSITIVE_INFINITY),
  };
}
