import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Answer } from '../http/route.ts';
import type { Strike } from './book.ts';
import { disordered, duplicated, withRows } from './rows.ts';
import type { HttpFault } from './schema.ts';

/** What goes over the wire: a status and a text, or nothing at all. */
export type Wire =
  | Readonly<{
      kind: 'text';
      status: number;
      type: string;
      text: string | Buffer;
      headers: Readonly<Record<string, string>>;
    }>
  | Readonly<{ kind: 'hang' }>
  | Readonly<{ kind: 'reset' }>;

export const HTTP_KINDS = [
  'rate-limited',
  'banned',
  'server-error',
  'html',
  'truncated',
  'wrong-bytes',
  'null-data',
  'no-rows',
  'venue-error',
  'hang',
  'reset',
  'delay',
  'duplicates',
  'out-of-order',
] as const satisfies HttpFault['kind'][];

/** The kinds that also make sense for the handshake of a WebSocket. */
export const HANDSHAKE_KINDS = ['rate-limited', 'banned', 'server-error', 'html', 'hang', 'reset'] as const;

const textOf = (answer: Answer): string | Buffer =>
  'type' in answer ? answer.body : JSON.stringify(answer.body);

type TextWire = Extract<Wire, { kind: 'text' }>;

export const json = (answer: Answer, headers: Readonly<Record<string, string>> = {}): TextWire => ({
  kind: 'text',
  status: answer.status,
  type: 'type' in answer ? answer.type : 'application/json',
  text: textOf(answer),
  headers,
});

const html = (status: number, headers: Readonly<Record<string, string>> = {}): Wire => ({
  kind: 'text',
  status,
  type: 'text/html',
  text: `<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>Injected page ${status}</h1></body></html>`,
  headers,
});

const venueError = (venue: ExchangeId, status: number, code: string | number, message: string): Answer => ({
  status,
  body:
    venue === 'bitget'
      ? { code: String(code), msg: message, requestTime: 0, data: null }
      : { code: Number(code), msg: message },
});

/** Makes the venue's own 429; `retryAfterSec` becomes the Retry-After header. */
export function tooMany(venue: ExchangeId, retryAfterSec: number, asHtml = false): Wire {
  const headers = { 'Retry-After': String(retryAfterSec) };
  if (asHtml) return html(429, headers);
  return json(venueError(venue, 429, venue === 'bitget' ? '429' : -1003, 'Too many requests'), headers);
}

function banned(until: number, now: number): Wire {
  const message = `Way too many requests; IP(127.0.0.1) banned until ${until}. Please use the websocket for live updates to avoid bans.`;
  const retryAfter = String(Math.max(1, Math.ceil((until - now) / 1000)));
  return json({ status: 418, body: { code: -1003, msg: message } }, { 'Retry-After': retryAfter });
}

const cutOff = (answer: Answer): Wire => {
  const text = textOf(answer);
  return { ...json(answer), status: 200, text: text.slice(0, text.length / 2) };
};

/** One byte in the middle is another one. */
const bent = (answer: Answer): Wire => {
  const bytes = Buffer.from(textOf(answer));
  const middle = bytes.length >> 1;
  bytes[middle] = bytes[middle]! ^ 1;
  return { ...json(answer), text: bytes };
};

/**
 * Turns the answer the venue would give into the one that arrives. `now` is virtual time and `skew` what the venue's
 * clock is ahead of it, milliseconds; a ban ends in the venue's time.
 */
export function struckAnswer(
  { rule, bannedUntil }: Strike<HttpFault['kind']>,
  venue: ExchangeId,
  answer: Answer,
  now: number,
  skew: number,
): Wire {
  switch (rule.kind) {
    case 'rate-limited':
      return tooMany(venue, rule.retryAfterSec, rule.html);
    case 'banned':
      return banned(bannedUntil + skew, now + skew);
    case 'server-error':
      return html(rule.status);
    case 'html':
      return html(200);
    case 'truncated':
      return cutOff(answer);
    case 'wrong-bytes':
      return bent(answer);
    case 'null-data':
      return json({
        status: 200,
        body: venue === 'binance' ? null : { ...(answer.body as object), data: null },
      });
    case 'no-rows':
      return json(withRows(answer, () => []));
    case 'venue-error':
      return json(venueError(venue, rule.status, rule.code, rule.message));
    case 'duplicates':
      return json(withRows(answer, (rows) => duplicated(rows, rule.conflicting)));
    case 'out-of-order':
      return json(withRows(answer, disordered));
    case 'delay':
      return json(answer);
    case 'hang':
    case 'reset':
      return { kind: rule.kind };
    default:
      return rule satisfies never;
  }
}
