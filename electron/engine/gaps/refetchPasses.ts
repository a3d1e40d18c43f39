import type { Stretch } from '../../../shared/contract/filters.ts';
import {
  type Interval,
  type IntervalSet,
  intersect,
  normalize,
  subtract,
  union,
} from '../../../shared/domain/interval.ts';
import type { JobPart } from '../../../shared/domain/job.ts';
import { snapToGrid } from '../../../shared/domain/timeframe.ts';
import type { Pass } from '../backfill/pass.ts';
import { type Asking, askVenue } from '../backfill/venuePass.ts';
import type { RefetchWork } from '../jobs/work.ts';

/** Returns the open times of a series that some stretches name. */
export const timesNamed = (stretches: readonly Stretch[], { seriesId, timeframe }: JobPart): IntervalSet =>
  normalize(stretches.filter((one) => one.seriesId === seriesId).map((one) => snapToGrid(timeframe, one)));

/** A refetch: asks for stretches whether they are stored or not; what differs becomes a revision. */
export async function refetchPasses(asking: Asking, work: RefetchWork): Promise<Pass[]> {
  const { context, part, jobId, range } = asking;
  const wanted = intersect(timesNamed(work.stretches, part), normalize([range]));
  // The pages of the job itself are its memory: one that was interrupted does not begin anew.
  const pages = await context.store.read.batchesOfJob(jobId, part.seriesId, Number.MAX_SAFE_INTEGER);
  let done = normalize(pages.map(({ askedFrom, askedUntil }) => ({ from: askedFrom, until: askedUntil })));
  const venue = askVenue(asking, { confirms: true });
  return [
    {
      ...venue,
      counts: true,
      todo: async (within: Interval) => intersect(subtract(wanted, done), normalize([within])),
      fetch: async (...args) => {
        const answer = await venue.fetch(...args);
        if (answer.ok) done = union(done, answer.value.settled);
        return answer;
      },
    },
  ];
}
