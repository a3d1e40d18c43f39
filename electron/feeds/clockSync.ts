import { z } from 'zod';
import { fail, type Result, succeed } from '../../shared/lib/result.ts';
import type { FeedError } from '../engine/ports/feed.ts';
import type { Timing } from '../platform/timing.ts';
import { cancelled } from './errors.ts';
import type { ClockSample, ExchangeClock } from './exchangeClock.ts';
import { unlessAborted } from './patience.ts';
import type { VenueClient } from './venueClient.ts';

/** The first request of a while also opens the connection, so the second one tells more. */
const SAMPLES = 2;

const Sample = z.strictObject({
  serverTime: z
    .number()
    .int()
    .min(Date.UTC(2017, 0, 1))
    .max(Date.UTC(2100, 0, 1)),
  startedAt: z.number(),
  endedAt: z.number(),
});

/** Measures how far the PC's clock is from the venue's. Everybody who asks meanwhile waits for the same measurement. */
export function createClockSync(
  deps: Readonly<{ client: VenueClient; clock: ExchangeClock; timing: Timing; closing: AbortSignal }>,
) {
  const { client, clock, timing, closing } = deps;
  let measuring: Promise<Result<number, FeedError>> | null = null;

  async function sample(): Promise<Result<ClockSample, FeedError>> {
    const result = await client.request(
      {
        weight: 1,
        priority: 'focus',
        run: async (exchange) => {
          const startedAt = timing.elapsed();
          return { serverTime: await exchange.fetchTime(), startedAt, endedAt: timing.elapsed() };
        },
        read: (value) => Sample.safeParse(value).data ?? null,
      },
      closing,
    );
    return result.ok ? succeed(result.value.value) : result;
  }

  async function measure(): Promise<Result<number, FeedError>> {
    const samples: ClockSample[] = [];
    for (let n = 0; n < SAMPLES; n += 1) {
      const one = await sample();
      if (!one.ok) return one;
      samples.push(one.value);
    }
    return succeed(clock.adopt(samples));
  }

  async function sync(signal: AbortSignal): Promise<Result<number, FeedError>> {
    measuring ??= measure().finally(() => {
      measuring = null;
    });
    return (await unlessAborted(signal, measuring)) ?? fail(cancelled);
  }

  return {
    /** Measures now; the value is the offset in milliseconds, positive when the PC is behind. */
    sync,
    /** Measures when the last measurement is too old, or the PC's clock was set since. */
    async ensure(signal: AbortSignal): Promise<Result<null, FeedError>> {
      if (clock.isFresh()) return succeed(null);
      const measured = await sync(signal);
      // An offset of some minutes ago is still better than an unmeasured clock, and far better than no candles.
      return measured.ok || (clock.isUsable() && measured.error.kind !== 'cancelled')
        ? succeed(null)
        : measured;
    },
  };
}
