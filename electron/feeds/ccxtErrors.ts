import {
  BadSymbol,
  DDoSProtection,
  ExchangeClosedByUser,
  ExchangeError,
  ExchangeNotAvailable,
  NetworkError,
  NotSupported,
  OperationFailed,
  RateLimitExceeded,
  RequestTimeout,
  UnsubscribeError,
} from 'ccxt-base/errors.js';
import type { FeedError } from '../engine/ports/feed.ts';

/** The kind of a ccxt error as its class alone tells it. */
export type CcxtFamily = FeedError['kind'];

type ErrorClass = abstract new (...args: never[]) => Error;

/** Most special first: RequestTimeout is a NetworkError, which is an OperationFailed (facts 2.5). */
const FAMILIES: readonly (readonly [ErrorClass, CcxtFamily])[] = [
  [RateLimitExceeded, 'rate-limited'],
  [DDoSProtection, 'rate-limited'],
  [RequestTimeout, 'timeout'],
  [ExchangeNotAvailable, 'venue-down'],
  [NetworkError, 'network'],
  [OperationFailed, 'venue-down'],
  [BadSymbol, 'unknown-symbol'],
  [NotSupported, 'unsupported'],
  [ExchangeClosedByUser, 'cancelled'],
  [UnsubscribeError, 'cancelled'],
];

/**
 * Failures below HTTP that ccxt lets through as they are, for instance a line that drops in the middle of a body:
 * its list of codes is consulted for the head of an answer only (base/Exchange.js:1080-1103).
 */
const TRANSPORT = /^(UND_ERR_|HPE_|Z_|ERR_STREAM|ERR_HTTP2|E[A-Z]{3,}$)/;

/** A WebSocket handshake that was answered with an HTTP status; ccxt knows only that no line came about. */
const HANDSHAKE = /unexpected server response: (\d{3})/i;

function familyOfHandshake(error: unknown): CcxtFamily | null {
  const status = Number(HANDSHAKE.exec(error instanceof Error ? error.message : '')?.[1]);
  if (status === 429 || status === 418) return 'rate-limited';
  return status >= 500 ? 'venue-down' : null;
}

/** Classifies what a ccxt call threw; what nobody foresaw counts as refused, so that it is not tried for ever. */
export function familyOf(error: unknown): CcxtFamily {
  const refused = familyOfHandshake(error);
  if (refused !== null) return refused;
  for (const [type, family] of FAMILIES) if (error instanceof type) return family;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return TRANSPORT.test(code) ? 'network' : 'refused';
}

/** Whether a venue itself said no, and would again; a broken line or a message nobody could read is neither. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof ExchangeError && !(error instanceof ExchangeClosedByUser);

/** The error that makes ccxt drop a connection although it stands (facts 3.4 d). */
export const lineError = (message: string): Error => new NetworkError(message);
