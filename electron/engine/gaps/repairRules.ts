import { type Gap, isEmptyAtVenue, isWaiting } from '../../../shared/domain/gap.ts';

type Known = Pick<Gap, 'cause' | 'state' | 'nextRetryAt'>;

/** Tells whether the venue may be asked for a gap now: not settled, and its time has come. */
export const isDue = (gap: Known, now: number): boolean =>
  gap.state !== 'confirmed-empty' && !isWaiting(gap, now);

/** Tells whether another venue could have what this one does not: the contract was listed and the venue has nothing. */
export const isForSecondSource = ({ cause, state }: Known): boolean =>
  state === 'confirmed-empty' &&
  cause !== 'before-listing' &&
  cause !== 'delisted' &&
  (isEmptyAtVenue(cause) || cause === 'rejected');
