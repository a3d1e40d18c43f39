import type { CallReceived } from '../../../shared/contract/calls.ts';
import type { ChannelKind } from '../../../shared/domain/alert.ts';
import type { StoredChannel } from '../ports/store.ts';

/** The window and the system need nothing to be told; the others wait for what the trader gives them. */
const USUAL: Readonly<Record<ChannelKind, boolean>> = {
  window: true,
  system: true,
  telegram: false,
  webhook: false,
};

/** Under which name the keychain has the secret of a channel: Telegram's bot token, the address of the webhook. */
export const SECRET_OF: Readonly<Partial<Record<ChannelKind, string>>> = {
  telegram: 'alerts.telegram.token',
  webhook: 'alerts.webhook.address',
};

/** Every channel, as the trader has changed it or as it is in a new store. */
export const channelsOf = (kept: readonly StoredChannel[]): StoredChannel[] =>
  (Object.keys(USUAL) as ChannelKind[]).map(
    (kind) =>
      kept.find((one) => one.kind === kind) ?? { kind, enabled: USUAL[kind], target: null, lastResult: null },
  );

const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/;

/** Says what is wrong with the address of a webhook, without repeating it. */
function problemOfAddress(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null) return 'the address of the webhook is not a URL, like https://example.com/hook';
  if (url.protocol === 'https:') return null;
  if (url.protocol === 'http:' && LOOPBACK.test(url.hostname)) return null;
  return 'the address of a webhook begins with https://; plain http:// is only taken for this PC (127.0.0.1, localhost)';
}

/** Says why a change of a channel cannot be kept, or null. Secrets are never repeated in the answer. */
export function problemOfChannel({ kind, target, secret }: CallReceived<'alerts.setChannel'>): string | null {
  if (secret !== undefined && SECRET_OF[kind] === undefined) return `the channel ${kind} has no secret`;
  if (target !== undefined && target !== null && kind !== 'telegram')
    return `the channel ${kind} has no target`;
  if (kind === 'telegram' && typeof secret === 'string' && !/^\d+:[\w-]+$/.test(secret)) {
    return 'that is not a bot token; @BotFather gives one like 123456789:AAE…';
  }
  if (kind === 'telegram' && typeof target === 'string' && !/^(-?\d+|@\w+)$/.test(target)) {
    return 'that is not a chat: a number like 123456789 or -1001234567890, or a channel like @name';
  }
  if (kind === 'webhook' && typeof secret === 'string') return problemOfAddress(secret);
  return null;
}
