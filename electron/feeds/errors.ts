import { z } from 'zod';
import type { FeedSource, SourceObjection } from '../../shared/domain/feedTrouble.ts';
import { failureText, objectionText } from '../../shared/words/feedTrouble.ts';
import type { FeedError } from '../engine/ports/feed.ts';
import type { Answer } from './answerTap.ts';
import type { CcxtFamily } from './ccxtErrors.ts';
import type { Venue } from './venues/venue.ts';

type Kind = FeedError['kind'];

const TRANSIENT: ReadonlySet<Kind> = new Set([
  'network',
  'timeout',
  'rate-limited',
  'venue-down',
  'garbage-answer',
]);

export const feedError = (kind: Kind, message: string): FeedError => ({
  kind,
  transient: TRANSIENT.has(kind),
  message,
});

/** Says what a venue, or its archive, did; `said` is what it said itself, quoted. */
export const failureOf = (kind: Kind, source: FeedSource, said = ''): FeedError => ({
  ...feedError(kind, failureText(kind, { source, said }, 'en')),
  by: { source, said },
});

/** Says what we have against what came. */
export const objectedTo = (kind: Kind, objection: SourceObjection): FeedError => ({
  ...feedError(kind, objectionText(objection, 'en')),
  objection,
});

export const cancelled: FeedError = feedError('cancelled', 'The request was cancelled.');

const VenueWords = z.looseObject({
  code: z.union([z.string(), z.number()]).transform(String).optional(),
  msg: z.string().optional(),
});
type VenueWords = z.infer<typeof VenueWords>;

/** HTTP statuses of a network that wants a login first: a hotel's portal, a company's proxy. */
const SIGN_IN: ReadonlySet<number> = new Set([407, 511]);

const LONGEST_QUOTE = 140;

/** Quotes what the venue said, and only that: never the body, the headers or the address with its parameters. */
function quote(words: VenueWords): string {
  const code = words.code === undefined || words.code === '00000' ? '' : ` (${words.code})`;
  const text = (words.msg ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_QUOTE);
  return text === '' ? code : `: “${text}”${code}`;
}

/** Which kind the venue's code or the HTTP status means, where ccxt's error class says too little (facts 2.5). */
function kindByAnswer(answer: Answer, words: VenueWords, { codes }: Venue): Kind | null {
  const { code } = words;
  if (answer.status === 429 || answer.status === 418) return 'rate-limited';
  if (SIGN_IN.has(answer.status)) return 'network';
  if (code === undefined) return null;
  if (codes.rateLimited.has(code)) return 'rate-limited';
  if (codes.unknownSymbol.has(code)) return 'unknown-symbol';
  return codes.transient.has(code) ? 'venue-down' : null;
}

/** Turns what a ccxt call threw into what the engine and the trader are told. */
export function errorFromCcxt(family: CcxtFamily, answer: Answer | null, venue: Venue): FeedError {
  const words = VenueWords.safeParse(answer?.parsed).data ?? {};
  const kind = (answer === null ? null : kindByAnswer(answer, words, venue)) ?? family;
  return failureOf(kind, venue.id, quote(words));
}

/** The venue's words in the message of a ccxt error: its name and then its answer as JSON. */
function wordsIn(error: unknown): VenueWords {
  const text = error instanceof Error ? error.message : '';
  try {
    return VenueWords.safeParse(JSON.parse(text.slice(text.indexOf('{')))).data ?? {};
  } catch {
    return {};
  }
}

/** Turns what ended a stream of the socket into what the engine and the trader are told. */
export const errorFromMessage = (kind: Kind, error: unknown, venue: Venue): FeedError =>
  failureOf(kind, venue.id, quote(wordsIn(error)));

/** What an answer amounts to that ccxt took for a good one and that is none (facts trap 4). */
export function errorFromGarbage(answer: Answer | null, venue: Venue): FeedError {
  const kind: Kind = (answer?.status ?? 0) >= 500 ? 'venue-down' : 'garbage-answer';
  const status = answer === null ? '' : ` (HTTP ${answer.status})`;
  return failureOf(kind, venue.id, status);
}

export const errorOfKind = (kind: Kind, venue: Venue): FeedError => failureOf(kind, venue.id);
