import { EXCHANGES } from '../../shared/domain/exchange.ts';
import { DAY, type EpochMs, MINUTE, SECOND } from '../../shared/domain/time.ts';
import type { EngineContext } from './context.ts';
import type { StoreClient } from './ports/store.ts';

/** The start belongs to the window and to what is live. */
const FIRST_AFTER_MS = 2 * MINUTE;
/** Between two small deletions, so that writes of candles are never far from their turn. */
const PAUSE_MS = SECOND;

type RetentionPorts = Pick<EngineContext, 'clock' | 'exchangeClock' | 'timing' | 'log'> &
  Readonly<{ store: Readonly<{ write: Pick<StoreClient['write'], 'forgetOld'> }> }>;

/**
 * Lets old jobs, events, audit entries and canary days go, soon after the start and once a day, a few at a time. How
 * long each is kept is the store's (`repositories/retention.ts`); a deletion that fails is made up for the next day.
 */
export function createRetention({ store, clock, exchangeClock, timing, log }: RetentionPorts) {
  const stopping = new AbortController();
  let running: Promise<void> | null = null;

  /** A PC clock that is years ahead must not make everything old. */
  const earliestNow = (): EpochMs => Math.min(clock.now(), ...EXCHANGES.map((one) => exchangeClock.now(one)));

  async function tidy(): Promise<void> {
    let sum = 0;
    for (let gone = -1; gone !== 0 && !stopping.signal.aborted; sum += gone) {
      gone = await store.write.forgetOld(earliestNow());
      if (gone > 0) await timing.sleep(PAUSE_MS, stopping.signal);
    }
    if (sum > 0) log.info('old jobs and events were let go', { rows: sum });
  }

  async function run(): Promise<void> {
    for (let pause = FIRST_AFTER_MS; !stopping.signal.aborted; pause = DAY) {
      await timing.sleep(pause, stopping.signal);
      if (stopping.signal.aborted) return;
      await tidy().catch((error: unknown) =>
        log.warn('old jobs and events were kept', { error: String(error) }),
      );
    }
  }

  return {
    start: (): void => {
      running ??= run();
    },
    stop: async (): Promise<void> => {
      stopping.abort();
      await running;
    },
  };
}
