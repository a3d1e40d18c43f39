import type { Pass } from './pass.ts';
import { settleHistoryStart } from './sourceLimit.ts';
import { type Asking, askVenue, gapTimes, isDueForSecondLook } from './venuePass.ts';

/**
 * A backfill: first everything that is open is fetched once; then what the venue had nothing for gets a second look,
 * unless it has to wait for that because it closed only just now.
 */
export function backfillPasses(asking: Asking, listedAt: number | null, signal: AbortSignal): Pass[] {
  const { context, part } = asking;
  return [
    {
      ...askVenue(asking, {}),
      counts: true,
      todo: (within) => gapTimes(context, part, within, ({ state }) => state === 'open'),
    },
    {
      ...askVenue(asking, { secondLook: true }),
      counts: false,
      begin: () => settleHistoryStart(asking, listedAt, signal),
      todo: (within) => gapTimes(context, part, within, isDueForSecondLook(context.clock.now())),
    },
  ];
}
