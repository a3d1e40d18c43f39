import { MINUTE, SECOND } from '../../shared/domain/time.ts';
import type { Timing } from '../platform/timing.ts';

const SLOTS = MINUTE / SECOND;

export type UsageMeter = ReturnType<typeof createUsageMeter>;

/** Adds up what was spent in the last minute, second by second. */
export function createUsageMeter(timing: Pick<Timing, 'elapsed'>) {
  const spent = new Map<number, number>();
  const second = (): number => Math.floor(timing.elapsed() / SECOND);

  function forget(): void {
    const oldest = second() - SLOTS;
    for (const at of spent.keys()) if (at <= oldest) spent.delete(at);
  }

  return {
    add(amount: number): void {
      forget();
      spent.set(second(), (spent.get(second()) ?? 0) + amount);
    },
    lastMinute(): number {
      forget();
      return [...spent.values()].reduce((sum, amount) => sum + amount, 0);
    },
  };
}
