import type { ChannelProblem } from '../../shared/domain/alert.ts';
import { SECOND } from '../../shared/domain/time.ts';

/** A message is small; whoever takes longer than this has not taken it. */
const PATIENCE_MS = 10 * SECOND;
/** As much of an answer as is worth reading: Telegram's descriptions are a line. */
const READ_CHARACTERS = 2_000;

type Undelivered = Readonly<{ problem: ChannelProblem; isTransient: boolean; retryAfterMs: number | null }>;
type Answer = Readonly<{ status: number; body: string; retryAfter: string | null }>;

const undelivered = (
  code: ChannelProblem['code'],
  detail: string,
  isTransient: boolean,
  retryAfterMs: number | null = null,
): Undelivered => ({ problem: { code, detail: detail.slice(0, 300) }, isTransient, retryAfterMs });

/** Posts JSON. What a failed request says names its address, which holds a secret: only the error's code is told. */
async function post(url: string, payload: unknown, signal: AbortSignal): Promise<Answer | Undelivered> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(payload),
      redirect: 'manual',
      signal: AbortSignal.any([signal, patience]),
    });
    const body = (await answer.text()).slice(0, READ_CHARACTERS);
    return { status: answer.status, body, retryAfter: answer.headers.get('retry-after') };
  } catch (error) {
    if (patience.aborted) return undelivered('no-answer', `${PATIENCE_MS / SECOND} s`, true);
    const cause: unknown = error instanceof Error ? error.cause : null;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    return undelivered('unreachable', code, true);
  }
}

const secondsOf = (text: string | number | null | undefined): number | null => {
  const seconds = Number(text ?? Number.NaN);
  return seconds > 0 && seconds < 3_600 ? seconds * SECOND : null;
};

/** Reads Telegram's own words about an error: `{"ok":false,"description":"…","parameters":{"retry_after":5}}`. */
function telegramWords(body: string): Readonly<{ description: string; retryAfter: number | null }> {
  try {
    const said = JSON.parse(body) as {
      description?: unknown;
      parameters?: { retry_after?: unknown };
    } | null;
    const retryAfter = said?.parameters?.retry_after;
    return {
      description: typeof said?.description === 'string' ? said.description : '',
      retryAfter: typeof retryAfter === 'number' ? retryAfter : null,
    };
  } catch {
    return { description: '', retryAfter: null };
  }
}

const isServerTrouble = (status: number): boolean => status >= 500 || status === 408;

/** Says what a status means at Telegram's bot API: 401 and 404 are about the token, 400 and 403 about the chat. */
function readTelegram({ status, body, retryAfter }: Answer): Undelivered | null {
  if (status >= 200 && status < 300) return null;
  const words = telegramWords(body);
  const detail = `HTTP ${status} ${words.description}`.trim();
  if (status === 429) return undelivered('too-many', detail, true, secondsOf(words.retryAfter ?? retryAfter));
  if (status === 401 || status === 404) return undelivered('token-refused', detail, false);
  if (status === 400 || status === 403) return undelivered('chat-refused', detail, false);
  return undelivered('refused', detail, isServerTrouble(status));
}

/** A webhook's answer may repeat the address it was called by, so nothing of its text is told. */
function readWebhook({ status, retryAfter }: Answer): Undelivered | null {
  if (status >= 200 && status < 300) return null;
  if (status === 429) return undelivered('too-many', 'HTTP 429', true, secondsOf(retryAfter));
  return undelivered('refused', `HTTP ${status}`, isServerTrouble(status));
}

/**
 * Sends alerts by Telegram's bot API (`sendMessage`) and to webhooks. `telegramUrl` is where the API is; only tests
 * name another one.
 */
export const createCourier = (telegramUrl = 'https://api.telegram.org') => ({
  async telegram(
    token: string,
    chat: string,
    text: string,
    signal: AbortSignal,
  ): Promise<Undelivered | null> {
    const url = `${telegramUrl}/bot${token}/sendMessage`;
    const answer = await post(url, { chat_id: chat, text, disable_web_page_preview: true }, signal);
    if ('problem' in answer) return answer;
    return readTelegram({ ...answer, body: answer.body.replaceAll(token, '…') });
  },
  async webhook(address: string, payload: unknown, signal: AbortSignal): Promise<Undelivered | null> {
    const answer = await post(address, payload, signal);
    return 'problem' in answer ? answer : readWebhook(answer);
  },
});
