import { DAY, type EpochMs, SECOND } from '../../shared/domain/time.ts';
import type { Answer } from './answerTap.ts';

/** A 429 without a date: Bitget counts per second. A 418 is a ban, and Binance's shortest is two minutes. */
const UNNAMED_PENALTY = { 429: 2 * SECOND, 418: 120 * SECOND } as const;
/** Binance's longest ban; anything beyond is a misread date. */
const LONGEST_PENALTY = 3 * DAY;

/** Returns the value of a header whatever its capitals; ccxt capitalises names, servers do not care. */
function header(headers: Readonly<Record<string, string>>, name: string): string | null {
  const key = Object.keys(headers).find((one) => one.toLowerCase() === name);
  return key === undefined ? null : (headers[key] ?? null);
}

function namedPenalty(answer: Answer, exchangeTime: EpochMs | null): number | null {
  const banned = /banned until (\d{13})/i.exec(answer.body)?.[1];
  if (banned !== undefined && exchangeTime !== null) return Number(banned) - exchangeTime;
  const text = header(answer.headers, 'retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * SECOND;
  const date = Date.parse(text);
  return Number.isNaN(date) || exchangeTime === null ? null : date - exchangeTime;
}

/**
 * Returns for how many milliseconds a venue wants to be left alone after a refusal: what `banned until <ms>` in the
 * message or a `Retry-After` header (seconds or an HTTP date) says, which ccxt ignores (facts 2.4), else a default.
 * Without exchange time (null) only seconds count: by a wrong clock a ban would end yesterday or in three days.
 */
export function penaltyOf(answer: Answer | null, exchangeTime: EpochMs | null): number {
  const unnamed = UNNAMED_PENALTY[answer?.status === 418 ? 418 : 429];
  const named = answer === null ? null : namedPenalty(answer, exchangeTime);
  return Math.min(LONGEST_PENALTY, Math.max(0, named ?? unnamed));
}
