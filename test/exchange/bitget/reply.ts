import type { Answer } from '../http/route.ts';

export type BitgetReply = Readonly<{
  ok(data: unknown): Answer;
  error(code: string, message: string): Answer;
}>;

/** Makes Bitget's envelope; `now` is the venue's time, milliseconds UTC. */
export const createReply = (now: () => number): BitgetReply => ({
  ok: (data) => ({ status: 200, body: { code: '00000', msg: 'success', requestTime: now(), data } }),
  error: (code, message) => ({ status: 400, body: { code, msg: message, requestTime: now(), data: null } }),
});
