import { describe, expect, it } from 'vitest';
import { feedError } from '../../../electron/feeds/errors.ts';
import { withRetries } from '../../../electron/feeds/retry.ts';
import { fail, succeed } from '../../../shared/lib/result.ts';
import { createFakeTiming, settle } from './fakeTiming.ts';

const down = feedError('venue-down', 'down');

function stage(random: number) {
  const timing = createFakeTiming(random);
  const abort = new AbortController();
  const rules = { timing, signal: abort.signal, onRetry: () => undefined };
  return { timing, abort, rules };
}

describe('a failed request', () => {
  it('is tried five times with growing pauses and then reported', async () => {
    const { timing, rules } = stage(0);
    let tries = 0;
    const result = withRetries(() => {
      tries += 1;
      return Promise.resolve(fail({ ...down, message: `try ${tries}` }));
    }, rules);
    await timing.advance(60_000);
    expect(await result).toEqual(fail({ ...down, message: 'try 5' }));
    expect(timing.pauses).toEqual([250, 500, 1_000, 2_000]);
  });

  it('pauses up to twice as long by chance, so that many clients do not come back together', async () => {
    const { timing, rules } = stage(0.999);
    void withRetries(() => Promise.resolve(fail(down)), rules);
    await timing.advance(60_000);
    expect(timing.pauses).toEqual([500, 1_000, 1_999, 3_998]);
  });

  it('ends with the first success', async () => {
    const { timing, rules } = stage(0);
    let tries = 0;
    const result = withRetries(() => {
      tries += 1;
      return Promise.resolve(tries < 3 ? fail(down) : succeed(tries));
    }, rules);
    await timing.advance(60_000);
    expect(await result).toEqual(succeed(3));
  });

  it.each(['unknown-symbol', 'unsupported', 'refused', 'cancelled'] as const)(
    'is not repeated when it is permanent: %s',
    async (kind) => {
      const { timing, rules } = stage(0);
      let tries = 0;
      await withRetries(() => {
        tries += 1;
        return Promise.resolve(fail(feedError(kind, 'no')));
      }, rules);
      expect([tries, timing.pauses]).toEqual([1, []]);
    },
  );

  it('is given up at once when the caller aborts during a pause', async () => {
    const { abort, rules } = stage(0);
    const result = withRetries(() => Promise.resolve(fail(down)), rules);
    await settle();
    abort.abort();
    expect(await result).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });
});
