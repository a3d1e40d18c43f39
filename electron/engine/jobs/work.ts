import { z } from 'zod';
import { Stretch } from '../../../shared/contract/filters.ts';
import { BackfillSource, type JobKind } from '../../../shared/domain/job.ts';

const RepairSpec = z.object({
  /** What the trader named; null takes every gap of the job's series that is due. */
  stretches: z.array(Stretch).nullable(),
  /** Where the venue has nothing, the other venue's candles are taken. */
  secondSource: z.boolean(),
  /** Each gap is asked for once; its second look is left to a later job. */
  singleLook: z.boolean(),
});
const RefetchSpec = z.object({ stretches: z.array(Stretch) });

/** Jobs of older programs say nothing of a source. */
const BackfillSpec = z.object({ source: BackfillSource.default('exchange') });

export type BackfillWork = Readonly<{ kind: 'backfill' } & z.infer<typeof BackfillSpec>>;
export type RepairWork = Readonly<{ kind: 'repair' } & z.infer<typeof RepairSpec>>;
export type RefetchWork = Readonly<{ kind: 'refetch' } & z.infer<typeof RefetchSpec>>;

/** What a job is to do beyond the range of its parts. */
export type JobWork = BackfillWork | RepairWork | RefetchWork;

/** Reads the work of a job out of what is stored of it, so that a job resumed after a crash does the same. */
export function workOf(kind: JobKind, spec: string): JobWork {
  if (kind === 'repair') return { kind, ...RepairSpec.parse(JSON.parse(spec)) };
  if (kind === 'refetch') return { kind, ...RefetchSpec.parse(JSON.parse(spec)) };
  return { kind, ...BackfillSpec.parse(spec === '' ? {} : JSON.parse(spec)) };
}
