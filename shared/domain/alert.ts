import { z } from 'zod';
import { Severity } from './event.ts';
import { ExchangeId } from './exchange.ts';
import { Params } from './problem.ts';
import { SeriesId } from './series.ts';
import { EpochMs } from './time.ts';

/** What is watched. The unit of each rule's `threshold` stands beside it. */
export const AlertKind = z.enum([
  /** No data of a symbol while live: milliseconds. */
  'symbol-silent',
  /** No data of any symbol of a venue: milliseconds. Opens the venue's circuit breaker. */
  'venue-silent',
  /** A tracked series is older than its freshness limit: no threshold of its own. */
  'series-stale',
  /** Errors of one live series in a row: a count. */
  'errors-in-a-row',
  /** This PC's clock differs from the venue's: milliseconds. */
  'clock-skew',
  /** Free space where the store lies: bytes. */
  'disk-space',
  /** A scheduled task or a job failed: no threshold. */
  'task-failed',
  /** A check contradicts the ledgers, or the file is damaged: no threshold. */
  'data-contradiction',
]);
export type AlertKind = z.infer<typeof AlertKind>;

export const ChannelKind = z.enum(['window', 'system', 'telegram', 'webhook']);
export type ChannelKind = z.infer<typeof ChannelKind>;

export const AlertRule = z.strictObject({
  kind: AlertKind,
  enabled: z.boolean(),
  severity: Severity,
  threshold: z.number().min(0).nullable(),
  /** The same alert about the same subject is not sent again before this is over, milliseconds. */
  coolDownMs: z.number().int().min(0),
  channels: z.array(ChannelKind),
});
export type AlertRule = z.infer<typeof AlertRule>;

/** One thing that is, or was, wrong. It is raised once, counted while it lasts, and resolved by itself. */
export const Alert = z.strictObject({
  id: z.number().int().positive(),
  kind: AlertKind,
  severity: Severity,
  /** What it is about, as a person names it: `bitget BTCUSDT 1m`, `bitget`, `repair`. */
  subject: z.string(),
  exchange: ExchangeId.nullable(),
  seriesId: SeriesId.nullable(),
  /** The numbers of its sentence, and what went wrong. */
  params: Params,
  raisedAt: EpochMs,
  lastAt: EpochMs,
  count: z.number().int().positive(),
  resolvedAt: EpochMs.nullable(),
  acknowledgedAt: EpochMs.nullable(),
});
export type Alert = z.infer<typeof Alert>;

/**
 * Why a message did not arrive, for `channelProblemText` (shared/words) to say; `detail` is what the other side, or the
 * system, said, never with an address or a token in it.
 */
export const ChannelProblem = z.strictObject({
  code: z.enum([
    'no-secret',
    'no-target',
    /** Telegram does not know the token. */
    'token-refused',
    /** Telegram does not know the chat, or the bot may not write to it. */
    'chat-refused',
    /** Too many messages; the other side wants a pause. */
    'too-many',
    'unreachable',
    'no-answer',
    /** The other side answered with an error. */
    'refused',
    /** The system shows no notifications. */
    'system',
  ]),
  detail: z.string().max(300),
});
export type ChannelProblem = z.infer<typeof ChannelProblem>;

/** One way out. Secrets are never here: only whether the keychain has them. */
export const AlertChannel = z.strictObject({
  kind: ChannelKind,
  enabled: z.boolean(),
  /** Telegram: the chat; webhook: nothing, because its address is a secret. */
  target: z.string().max(200).nullable(),
  hasSecret: z.boolean(),
  /** False where this host has no such way out: a browser shows no notifications of Windows. */
  available: z.boolean().optional(),
  /** What came of the last message or test; null before the first. */
  lastResult: z.strictObject({ at: EpochMs, problem: ChannelProblem.nullable() }).nullable(),
});
export type AlertChannel = z.infer<typeof AlertChannel>;
