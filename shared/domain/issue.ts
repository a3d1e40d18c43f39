import { z } from 'zod';
import { Problem } from './problem.ts';
import { EpochMs } from './time.ts';
import { Timeframe } from './timeframe.ts';

const Count = z.number().int().min(0);
/** Hand-edited times may lie outside of every calendar, so this is any number. */
const AnyTime = z.number();

const issue = <K extends string, S extends z.ZodRawShape>(code: K, shape: S) =>
  z.strictObject({ code: z.literal(code), ...shape });

/**
 * What verification or a deep check has to say of one series, as a code with its numbers, so that the headless program
 * says it in English and the window in the trader's language.
 */
export const Issue = z.discriminatedUnion('code', [
  issue('empty', {}),
  issue('stale', { ageMs: z.number(), limitMs: z.number() }),
  issue('starts-late', { from: EpochMs, days: Count }),
  issue('missing', { missing: Count, expected: Count, gaps: Count }),
  /** The venue had nothing once; nothing is decided before the second look, which is due at `at`. */
  issue('awaits-second-look', { missing: Count, gaps: Count, at: EpochMs.nullable() }),
  /** The symbol has left the venue at `at`, so nothing newer can come. */
  issue('delisted', { at: EpochMs }),
  /** The symbol is switched off in the catalog and not kept current. */
  issue('inactive', {}),

  issue('broken-candles', { count: Count, first: AnyTime }),
  issue('count-differs', { counted: Count, held: Count }),
  issue('days-differ', { days: Count, first: AnyTime }),
  issue('gaps-overlap', {}),
  issue('unexplained', { count: Count, first: AnyTime }),
  issue('gap-over-candles', { count: Count }),
  issue('outside-ledger', { count: Count }),
  issue('gap-outside-ledger', {}),
  issue('file-damaged', { fault: z.string() }),

  issue('aggregate-differs', { finer: Timeframe, differing: Count, checked: Count, first: EpochMs }),
  issue('nothing-finer', {}),
  issue('drifted', { days: Count, candles: Count, first: EpochMs }),
  issue('not-answered', { days: Count, problem: Problem }),
  issue('price-jumps', { count: Count, first: EpochMs }),
  issue('flat-runs', { count: Count, first: EpochMs, longestMs: z.number() }),

  /** A sentence of an older program, whose reports had no codes. */
  issue('said', { sentence: z.string() }),
]);
export type Issue = z.infer<typeof Issue>;
export type IssueCode = Issue['code'];

/** Tells what is good to know and needs nobody: such a series can be ok. */
export const isNote = ({ code }: Issue): boolean =>
  code === 'delisted' || code === 'inactive' || code === 'nothing-finer';
