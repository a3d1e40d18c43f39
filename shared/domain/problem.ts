import { z } from 'zod';
import { ExchangeId } from './exchange.ts';
import { FeedTrouble } from './feedTrouble.ts';
import { ImportProblem } from './import.ts';

/** What the store refused, as far as the trader can do something about it; `failed` is everything else. */
export const StoreFault = z.enum(['store-locked', 'store-read-only', 'store-damaged', 'disk-full', 'failed']);
export type StoreFault = z.infer<typeof StoreFault>;

const cause = <K extends string, S extends z.ZodRawShape>(code: K, shape: S) =>
  z.strictObject({ code: z.literal(code), ...shape });

/** One thing that went wrong. Fields never change: old rows hold them. */
const Cause = z.discriminatedUnion('code', [
  /** A venue, or its archive, failed or said no. */
  cause('feed', { trouble: FeedTrouble }),
  /** Exchange time is not known, so nobody can tell which candles have closed. */
  cause('no-exchange-time', { exchange: ExchangeId, trouble: FeedTrouble }),
  /** A venue failed so often in a row that it was not asked any more. */
  cause('given-up', { exchange: ExchangeId, times: z.number().int().positive() }),
  cause('stream-silent', {}),
  cause('series-removed', {}),
  /** `detail` is what SQLite or the system said. */
  cause('store', { fault: StoreFault, detail: z.string() }),
  /** A file of candles cannot be taken; `detail` is the same in English, with its numbers. */
  cause('file', { fault: ImportProblem, detail: z.string() }),
  /** A part of a job that did not come to its end, and left no word why. */
  cause('unfinished', { how: z.enum(['incomplete', 'failed']) }),
]);

/** What went wrong with one series. */
export const SeriesProblem = z.union([z.string(), Cause]);
export type SeriesProblem = z.infer<typeof SeriesProblem>;

/** What went wrong with a job: each thing once, with the names of the series it happened to. */
const OfSeries = cause('of-series', {
  list: z.array(z.strictObject({ series: z.array(z.string()), problem: SeriesProblem })),
});

export const CodedProblem = z.discriminatedUnion('code', [...Cause.options, OfSeries]);
export type CodedProblem = z.infer<typeof CodedProblem>;

/**
 * What went wrong, for `problemWords` (shared/words) to say: a code with its names and numbers, or, where there is none,
 * a sentence as somebody else said it: the system, a library, an older program.
 */
export const Problem = z.union([z.string(), CodedProblem]);
export type Problem = z.infer<typeof Problem>;

/** The values of a summary or an alert, by name. */
export const Params = z.record(z.string(), z.union([z.number(), z.string(), z.null(), CodedProblem]));
export type Params = Readonly<z.infer<typeof Params>>;

/** Returns a problem among such values; null where there is none. */
export function problemIn(params: Params, name: string): Problem | null {
  const value = params[name];
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'number' ? String(value) : value;
}
