import { mix } from '../random.ts';
import type { FaultInput } from './schema.ts';

/** Most of what a bad hour brings, in the shares it is seen in; each kind gets its share of the rate. */
const MIXTURE: readonly { share: number; fault: FaultInput }[] = [
  { share: 0.2, fault: { kind: 'rate-limited', retryAfterSec: 0.2 } },
  { share: 0.15, fault: { kind: 'server-error', status: 502 } },
  { share: 0.1, fault: { kind: 'server-error', status: 524 } },
  { share: 0.15, fault: { kind: 'reset' } },
  { share: 0.1, fault: { kind: 'html' } },
  { share: 0.1, fault: { kind: 'truncated' } },
  { share: 0.1, fault: { kind: 'null-data' } },
  { share: 0.05, fault: { kind: 'duplicates' } },
  { share: 0.05, fault: { kind: 'out-of-order' } },
];

/**
 * Returns rules that strike about `rate` (0 to 1) of all requests with faults that pass when the request is repeated.
 * Hangs are left out, they cost a test its timeout; answers with status 200 that lack rows are in, they are the ones
 * that lose data silently (facts/exchanges.md, trap 4).
 */
export const transientFaults = (rate: number, seed = 1): FaultInput[] =>
  MIXTURE.map(
    ({ share, fault }, i) => ({ ...fault, probability: rate * share, seed: mix(seed, i) }) as FaultInput,
  );
