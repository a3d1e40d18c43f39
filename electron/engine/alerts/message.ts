import type { Alert, ChannelKind } from '../../../shared/domain/alert.ts';
import { toIso } from '../../../shared/domain/time.ts';
import { type AlertText, alertText, summaryText, testText } from '../../../shared/words/alerts.ts';
import { englishOf } from '../../../shared/words/problems.ts';
import type { Language } from '../../../shared/words/say.ts';
import type { Surroundings, Undelivered } from '../ports/surroundings.ts';

/** Telegram takes 4096 characters. */
const MOST_CHARACTERS = 4_000;

/** What goes out in one message: one alert, several of them in one, or a test. */
export type Message = readonly Alert[] | 'test';

/** Where a channel sends to; the secret only lives as long as the message. */
export type Address = Readonly<{ target: string | null; secret: string | null }>;

function textOf(message: Message, language: Language): AlertText {
  if (message === 'test') return testText(language);
  const [first] = message as readonly [Alert];
  return message.length === 1 ? alertText(first, language) : summaryText(first, message.length, language);
}

/**
 * Returns what a webhook is sent, as JSON: `app`, `kind` (of the alert, or `test`), `severity`, `subject`, `title` and
 * `body` in the trader's language, `params` (the numbers of the sentence; what went wrong is a sentence in English),
 * `raisedAt` (ISO 8601, UTC) and `more`: how many further alerts this message stands for.
 */
export function webhookPayload(message: Message, language: Language, now: number): Record<string, unknown> {
  const [first] = message === 'test' ? [] : message;
  return {
    app: 'Candlekeep',
    kind: first?.kind ?? 'test',
    severity: first?.severity ?? 'info',
    subject: first?.subject ?? 'test',
    ...textOf(message, language),
    params: Object.fromEntries(
      Object.entries(first?.params ?? {}).map(([name, value]) => [
        name,
        value !== null && typeof value === 'object' ? englishOf(value) : value,
      ]),
    ),
    raisedAt: toIso(first?.raisedAt ?? now),
    more: Math.max(0, message.length - 1) * (message === 'test' ? 0 : 1),
  };
}

const lacking = (code: 'no-secret' | 'no-target' | 'system'): Undelivered => ({
  problem: { code, detail: '' },
  isTransient: false,
  retryAfterMs: null,
});

/** Sends one message by one channel; what the window shows needs no sending. */
export async function sendMessage(
  { notifier, courier }: Pick<Surroundings, 'notifier' | 'courier'>,
  kind: ChannelKind,
  { target, secret }: Address,
  message: Message,
  language: Language,
  now: number,
  signal: AbortSignal,
): Promise<Undelivered | null> {
  const { title, body } = textOf(message, language);
  if (kind === 'window') return null;
  if (kind === 'system' && notifier === null) return lacking('system');
  if (kind === 'system' && notifier !== null) {
    return notifier.show(title, body).then(
      () => null,
      (error: unknown) => ({
        problem: { code: 'system', detail: error instanceof Error ? error.message.slice(0, 300) : '' },
        isTransient: false,
        retryAfterMs: null,
      }),
    );
  }
  if (secret === null) return lacking('no-secret');
  if (kind === 'webhook') return courier.webhook(secret, webhookPayload(message, language, now), signal);
  if (target === null) return lacking('no-target');
  return courier.telegram(secret, target, `${title}\n${body}`.slice(0, MOST_CHARACTERS), signal);
}
