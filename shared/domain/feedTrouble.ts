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

/** Why the candles of another venue are not taken for those of a series. */
export const SourceObjection = z.discriminatedUnion('code', [
  /** Closes of one moment, and how many per cent they are apart. */
  objection('other-terms', { venue: ExchangeId, theirs: z.number(), ours: z.number(), percent: z.number() }),
  objection('nothing-to-compare', {}),
  objection('no-candle-beside', { venue: ExchangeId }),
  objection('other-time', { venue: ExchangeId }),
  objection('no-contract', { venue: ExchangeId, symbol: z.string() }),
]);
export type SourceObjection = z.infer<typeof SourceObjection>;

/** An error of a feed as an event keeps it: `problem` is the English sentence, with what the venue said. */
export const FeedTrouble = z.strictObject({
  kind: FeedErrorKind,
  problem: z.string(),
  objection: SourceObjection.nullable(),
});
export type FeedTrouble = z.infer<typeof FeedTrouble>;
