import { expect, it } from 'vitest';
import { createRetention } from '../../../electron/engine/retention.ts';
import { silentLog } from '../../../electron/platform/log.ts';
import { DAY } from '../../../shared/domain/time.ts';
import { MONDAY } from '../../helpers/sampleCandles.ts';

it('goes by the time of the exchanges where the clock of the PC is years ahead', async () => {
  const asked = Promise.withResolvers<number>();
  const retention = createRetention({
    store: {
      write: {
        forgetOld: async (now) => {
          asked.resolve(now);
          return 0;
        },
      },
    },
    clock: { now: () => MONDAY + 3_000 * DAY },
    exchangeClock: {
      now: (exchange) => MONDAY + (exchange === 'binance' ? 1 : 0),
      sync: async () => undefined,
    },
    timing: {
      elapsed: () => 0,
      // Only the first wait passes: the next is a day.
      sleep: (ms, signal) =>
        ms === DAY
          ? new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
          : Promise.resolve(),
      random: () => 0,
    },
    log: silentLog,
  });
  retention.start();
  expect(await asked.promise).toBe(MONDAY);
  await retention.stop();
});
