import { Cron } from 'croner';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';

/** Five fields and nothing else: no seconds, no years, no nicknames such as `@daily`. */
const FIVE_FIELDS = /^\S+(\s+\S+){4}$/;

/**
 * Reads a pattern in this PC's time zone. croner only computes times; waiting for them is the scheduler's. With
 * `no-wildcard` an hour that daylight saving skips is made up for right after it, and one that comes twice counts once,
 * for lists of hours as well as for a single one; patterns with `*` go on by the clock.
 */
function parse(cron: string): Result<Cron, string> {
  if (!FIVE_FIELDS.test(cron.trim())) {
    return fail('a pattern has five fields: minute, hour, day of month, month, day of week');
  }
  try {
    return succeed(new Cron(cron.trim(), { mode: '5-part', paused: true, fixedTimeRule: 'no-wildcard' }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return fail(message.replace(/^CronPattern: /, ''));
  }
}

/** Returns the next `count` times after `after` that a pattern names, or what is wrong with it. */
export function nextTimes(cron: string, after: EpochMs, count: number): Result<EpochMs[], string> {
  const parsed = parse(cron);
  if (!parsed.ok) return parsed;
  const next = parsed.value.nextRuns(count, new Date(after)).map((date) => date.getTime());
  return next.length === 0 ? fail('the pattern names a day that never comes') : succeed(next);
}

/** Returns the first time after `after`; null for a pattern that names none, which nobody could have kept. */
export function nextTime(cron: string, after: EpochMs): EpochMs | null {
  const next = nextTimes(cron, after, 1);
  return next.ok ? next.value[0]! : null;
}
