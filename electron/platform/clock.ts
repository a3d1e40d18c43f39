import type { EpochMs } from '../../shared/domain/time.ts';

/** This PC's idea of now, in milliseconds UTC; injected so that a test can be early, late or in another year. */
export type Clock = Readonly<{ now(): EpochMs }>;

export const systemClock: Clock = { now: () => Date.now() };
