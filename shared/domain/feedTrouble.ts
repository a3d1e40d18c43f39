import { z } from 'zod';
import { ExchangeId } from './exchange.ts';

/** What went wrong at a venue, or at its archive. */
export const FeedErrorKind = z.enum([
  'network',
  'timeout',
  'rate-limited',
  'venue-down',
  'garbage-answer',
  'unknown-symbol',
  'unsupported',
  'refused',
  'cancelled',
]);
export type FeedErrorKind = z.infer<typeof FeedErrorKind>;

const objection = <K extends string, S extends z.ZodRawShape>(code: K, shape: S) =>
  z.strictObject({ code: z.literal(code), ...shape });

/** Whose failure it is: a venue's, or that of Binance's archive of files. */
export const FeedSource = z.enum([...ExchangeId.options, 'archive']);
export type FeedSource = z.infer<typeof FeedSource>;

/** What this program itself has against what it was sent, or has found where it looked. */
export const SourceObjection = z.discriminatedUnion('code', [
  /** Closes of one moment, and how many per cent they are apart. */
  objection('other-terms', { venue: ExchangeId, theirs: z.number(), ours: z.number(), percent: z.number() }),
  objection('nothing-to-compare', {}),
  objection('no-candle-beside', { venue: ExchangeId }),
  objection('other-time', { venue: ExchangeId }),
  objection('no-contract', { venue: ExchangeId, symbol: z.string() }),

  // Of a file of the archive.
  objection('too-much', {}),
  objection('no-checksum', {}),
  objection('other-file', {}),
  /** The disk did not take it; `why` is what the system said. */
  objection('not-kept', { why: z.string() }),
]);
export type SourceObjection = z.infer<typeof SourceObjection>;

/**
 * An error of a feed as an event or a job keeps it: `problem` is the English sentence. `by` is who failed and what it said
 * itself, quoted (`: “busy” (429)`, or nothing), so that other languages can say it; older rows do without.
 */
export const FeedTrouble = z.strictObject({
  kind: FeedErrorKind,
  problem: z.string(),
  objection: SourceObjection.nullable(),
  by: z.strictObject({ source: FeedSource, said: z.string() }).exactOptional(),
});
export type FeedTrouble = z.infer<typeof FeedTrouble>;
