import { hasArchive } from '../../../shared/domain/exchange.ts';
import { type ArchiveSource, askArchiveFirst } from './archivePass.ts';
import type { Pass } from './pass.ts';
import { settleHistoryStart } from './sourceLimit.ts';
import { type Asking, askVenue, gapTimes, isDueForSecondLook } from './venuePass.ts';

/**
 * A backfill: first everything that is open is fetched once (from the archive where it is given and has it); then what the venue had nothing for gets a second look,
 * unless it has to wait for that because it closed only just now.
 */
export async function backfillPasses(
  asking: Asking,
  listedAt: number | null,
  archive: ArchiveSource | null,
  signal: AbortSignal,
): Promise<Pass[]> {
  const { context, part } = asking;
  const isArchived = archive !== null && hasArchive(part.exchange);
  const firstLook = isArchived ? await askArchiveFirst(asking, archive) : askVenue(asking, {});
  return [
    {
      ...firstLook,
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
