/** How often a page that crashed is loaded again before the trader is asked. */
const MOST_RELOADS = 3;
const WITHIN_MS = 5 * 60_000;

export type CrashAnswer = 'ignore' | 'reload' | 'ask';

/**
 * Returns what to do each time the process of the page is gone. A page that crashes at once whenever it is loaded
 * would otherwise be loaded for ever, taking the PC with it.
 */
export function createCrashPolicy(now: () => number): (reason: string) => CrashAnswer {
  let reloads: number[] = [];
  return (reason) => {
    if (reason === 'clean-exit') return 'ignore';
    reloads = reloads.filter((at) => now() - at < WITHIN_MS);
    if (reloads.length >= MOST_RELOADS) {
      // Whoever asks for it again gets as many tries as the first time.
      reloads = [];
      return 'ask';
    }
    reloads.push(now());
    return 'reload';
  };
}
