import { factText } from '../../../shared/words/events.ts';
import type { EngineContext } from '../context.ts';
import { problemOf } from '../problemOf.ts';
import { pauseAfter } from './rhythm.ts';

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Takes up the live series again and again until it works: a store that could not be read at this moment, or a venue
 * that could not be loaded, must not leave anything off for good. Said once when it fails and once when it works again.
 */
export function createRetries(
  { timing, journal, log }: Pick<EngineContext, 'timing' | 'journal' | 'log'>,
  signal: AbortSignal,
  again: () => void,
) {
  let failures = 0;
  let isWaiting = false;

  async function wait(): Promise<void> {
    if (isWaiting) return;
    isWaiting = true;
    await timing.sleep(pauseAfter(failures, timing.random), signal);
    isWaiting = false;
    if (!signal.aborted) again();
  }

  return {
    /** Does the work once; never rejects. What fails is done again after a pause, a longer one each time. */
    async attempt(work: () => Promise<void>): Promise<void> {
      try {
        await work();
        if (failures === 0) return;
        failures = 0;
        await journal.event('info', 'live', { type: 'live-taken-up' });
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        const fact = { type: 'live-not-taken-up', problem: problemOf(error) } as const;
        if (failures === 1) await journal.event('error', 'live', fact);
        else log.error(factText(fact, 'en'), { attempt: failures });
        void wait();
      }
    },
  };
}
