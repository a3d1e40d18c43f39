import type { Instrument } from '../../../shared/domain/instrument.ts';
import { type Interval, type IntervalSet, intersect, normalize } from '../../../shared/domain/interval.ts';
import type { Pass } from '../backfill/pass.ts';
import { type Asking, askVenue, gapTimes } from '../backfill/venuePass.ts';
import type { RepairWork } from '../jobs/work.ts';
import type { LedgerGap } from '../ports/store.ts';
import { timesNamed } from './refetchPasses.ts';
import { isDue, isForSecondSource } from './repairRules.ts';
import { secondSourcePass } from './secondSource.ts';

/** A repair: the gaps of a series and nothing else, then, if the trader allowed it, what the other venue has of them. */
export async function repairPasses(
  asking: Asking,
  work: RepairWork,
  instrument: Instrument,
  signal: AbortSignal,
): Promise<Pass[]> {
  const { context, part, range } = asking;
  const scope = work.stretches === null ? normalize([range]) : timesNamed(work.stretches, part);
  const named = work.stretches !== null;
  const times = async (within: Interval, isWanted: (gap: LedgerGap) => boolean): Promise<IntervalSet> =>
    intersect(await gapTimes(context, part, within, isWanted), scope);
  const isWork = (gap: LedgerGap): boolean => named || isDue(gap, context.clock.now());
  const isUnconfirmed = (gap: LedgerGap): boolean => gap.state === 'unconfirmed' && isWork(gap);
  const secondLooks = work.singleLook ? await times(range, isUnconfirmed) : scope;
  const passes: Pass[] = [
    {
      ...askVenue(asking, {}),
      counts: true,
      todo: (within) => times(within, (gap) => gap.state === 'open' && isWork(gap)),
    },
    {
      ...askVenue(asking, { secondLook: true }),
      counts: true,
      todo: async (within) => intersect(await times(within, isUnconfirmed), secondLooks),
    },
  ];
  if (!work.secondSource) return passes;
  const other = await secondSourcePass(
    asking,
    instrument,
    (within) => times(within, isForSecondSource),
    signal,
  );
  return other === null ? passes : [...passes, other];
}
