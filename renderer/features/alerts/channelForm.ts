import type { AlertChannel, ChannelKind } from '../../../shared/domain/alert.ts';
import type { ChannelChange } from './alertSettingsStore.ts';

/** What a channel needs before it can send anything. */
export const NEEDS: Readonly<Record<ChannelKind, Readonly<{ target: boolean; secret: boolean }>>> = {
  window: { target: false, secret: false },
  system: { target: false, secret: false },
  telegram: { target: true, secret: true },
  webhook: { target: false, secret: true },
};

/** What is typed into a channel's fields. The secret that is kept is never shown, so an empty one changes nothing. */
export type ChannelForm = Readonly<{ target: string; secret: string }>;

export type ChannelProblem = 'chat' | 'token' | 'address';

export const formOf = ({ target }: Pick<AlertChannel, 'target'>): ChannelForm => ({
  target: target ?? '',
  secret: '',
});

/** A token as BotFather hands it out: the bot's number and a key. */
const TOKEN = /^\d{5,}:[\w-]{20,}$/;
/** A number, negative for groups, or the public name of a channel. */
const CHAT = /^(-?\d{3,}|@\w{4,})$/;

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** Returns what is wrong with what was typed, or null. */
export function problemOf(kind: ChannelKind, form: ChannelForm): ChannelProblem | null {
  const target = form.target.trim();
  const secret = form.secret.trim();
  if (kind === 'telegram') {
    if (target !== '' && !CHAT.test(target)) return 'chat';
    return secret !== '' && !TOKEN.test(secret) ? 'token' : null;
  }
  return kind === 'webhook' && secret !== '' && !isAddress(secret) ? 'address' : null;
}

/** Returns what changes when the form is kept; null when nothing does. */
export function changeOf(channel: AlertChannel, form: ChannelForm): ChannelChange | null {
  const { kind } = channel;
  const target = form.target.trim() === '' ? null : form.target.trim();
  const secret = form.secret.trim();
  const change = {
    ...(NEEDS[kind].target && target !== channel.target ? { target } : {}),
    ...(NEEDS[kind].secret && secret !== '' ? { secret } : {}),
  };
  return Object.keys(change).length === 0 ? null : { kind, ...change };
}

/** Tells whether a channel has all it needs to send something. */
export const isReady = ({ kind, target, hasSecret }: AlertChannel): boolean =>
  (!NEEDS[kind].target || target !== null) && (!NEEDS[kind].secret || hasSecret);
