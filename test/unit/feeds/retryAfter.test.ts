import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../electron/feeds/answerTap.ts';
import { penaltyOf } from '../../../electron/feeds/retryAfter.ts';

const NOW = Date.UTC(2026, 8, 15, 12);

const answer = (more: Partial<Answer>): Answer => ({
  status: 429,
  request: 'GET /',
  headers: {},
  body: '',
  parsed: undefined,
  ...more,
});

describe('how long a venue is left alone after a refusal', () => {
  it('is what Retry-After says in seconds', () => {
    expect(penaltyOf(answer({ headers: { 'Retry-After': '7' } }), NOW)).toBe(7_000);
    expect(penaltyOf(answer({ headers: { 'retry-after': ' 0.2 ' } }), NOW)).toBe(200);
  });

  it('is the time to a Retry-After date by exchange time, not by the clock of this PC', () => {
    const headers = { 'Retry-After': new Date(NOW + 90_000).toUTCString() };
    expect(penaltyOf(answer({ headers }), NOW)).toBe(90_000);
    expect(penaltyOf(answer({ headers }), NOW + 120_000)).toBe(0);
  });

  it('is the time to the end of a ban that the message names, whatever the header says', () => {
    const body = `{"code":-1003,"msg":"Way too many requests; IP banned until ${NOW + 300_000}. Please …"}`;
    expect(penaltyOf(answer({ status: 418, body, headers: { 'Retry-After': '5' } }), NOW)).toBe(300_000);
  });

  it('is taken from seconds only while exchange time is not known', () => {
    const body = `{"msg":"banned until ${NOW + 300_000}"}`;
    expect(penaltyOf(answer({ status: 418, body, headers: { 'Retry-After': '5' } }), null)).toBe(5_000);
    expect(penaltyOf(answer({ status: 418, body }), null)).toBe(120_000);
  });

  it('is two seconds for a 429 and two minutes for a 418 that say nothing', () => {
    expect(penaltyOf(answer({}), NOW)).toBe(2_000);
    expect(penaltyOf(null, NOW)).toBe(2_000);
    expect(penaltyOf(answer({ status: 418, headers: { 'Retry-After': 'soon' } }), NOW)).toBe(120_000);
  });

  it('is never more than three days, the longest ban there is', () => {
    expect(penaltyOf(answer({ headers: { 'Retry-After': '99999999' } }), NOW)).toBe(3 * 86_400_000);
  });
});
