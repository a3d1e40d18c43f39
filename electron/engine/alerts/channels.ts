import type { CallReceived, CallResponse } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Alert, ChannelKind, ChannelProblem } from '../../../shared/domain/alert.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { Language } from '../../../shared/words/say.ts';
import type { EngineContext } from '../context.ts';
import { createTurns } from '../jobs/turns.ts';
import type { StoredChannel } from '../ports/store.ts';
import type { Surroundings, Undelivered } from '../ports/surroundings.ts';
import { channelsOf, problemOfChannel, SECRET_OF } from './channelRules.ts';
import { type ChannelSender, createChannelSender } from './channelSender.ts';
import { type Address, type Message, sendMessage } from './message.ts';

type Listed = CallResponse<'alerts.channels'>;

const LANGUAGE = 'app.language';

export type Channels = Readonly<{
  list(): Promise<Listed>;
  set(change: CallReceived<'alerts.setChannel'>): Promise<Result<Listed, ApiError>>;
  setLanguage(language: Language): Promise<void>;
  /** Sends a test message, once; the problem, or null when it arrived. */
  test(kind: ChannelKind): Promise<ChannelProblem | null>;
  /** Sends an alert by those of the channels that are on; nobody has to wait for it. */
  tell(alert: Alert, kinds: readonly ChannelKind[]): void;
  stop(): Promise<void>;
}>;

/** The ways out of the house: what is kept of them, and their queues. */
export function createChannels(
  context: EngineContext,
  { secrets, notifier, courier }: Pick<Surroundings, 'secrets' | 'notifier' | 'courier'>,
): Channels {
  const { store, clock, timing, journal, log } = context;
  const inTurn = createTurns();
  const stopping = new AbortController();
  const isAvailable = (kind: ChannelKind): boolean => kind !== 'system' || notifier !== null;
  const senders = new Map<ChannelKind, ChannelSender>();

  const read = async (kind: ChannelKind): Promise<StoredChannel> =>
    channelsOf(await store.read.alertChannels()).find((one) => one.kind === kind)!;
  const secretOf = async (kind: ChannelKind): Promise<string | null> => {
    const name = SECRET_OF[kind];
    return name === undefined ? null : secrets.get(name);
  };

  async function send(kind: ChannelKind, message: Message, signal: AbortSignal): Promise<Undelivered | null> {
    const { target } = await read(kind);
    const address: Address = { target, secret: await secretOf(kind) };
    const kept = await store.read.state(LANGUAGE);
    const language: Language = kept === '"es"' ? 'es' : 'en';
    return sendMessage({ notifier, courier }, kind, address, message, language, clock.now(), signal);
  }

  async function keepResult(kind: ChannelKind, problem: ChannelProblem | null): Promise<void> {
    if (problem !== null) log.warn('an alert was not delivered', { channel: kind, ...problem });
    await store.write.setAlertChannelResult(await read(kind), clock.now(), problem);
  }

  const senderOf = (kind: ChannelKind): ChannelSender => {
    const known = senders.get(kind);
    if (known !== undefined) return known;
    const unheard = (error: unknown): Undelivered => {
      log.error('a channel failed', { channel: kind, error: String(error) });
      return { problem: { code: 'unreachable', detail: '' }, isTransient: true, retryAfterMs: null };
    };
    const sender = createChannelSender(
      timing,
      (alerts, signal) => send(kind, alerts, signal).catch(unheard),
      (problem) => keepResult(kind, problem).catch((error: unknown) => void unheard(error)),
    );
    senders.set(kind, sender);
    return sender;
  };

  async function list(): Promise<Listed> {
    const kept = channelsOf(await store.read.alertChannels());
    const channels = await Promise.all(
      kept.map(async (one) => ({
        ...one,
        hasSecret: (await secretOf(one.kind)) !== null,
        ...(isAvailable(one.kind) ? {} : { available: false }),
      })),
    );
    return { channels, secretsKept: secrets.kept };
  }

  /** Puts the secret where secrets are kept; fails with the keychain's own words. */
  async function keepSecret(kind: ChannelKind, secret: string | null): Promise<string | null> {
    const name = SECRET_OF[kind];
    if (name === undefined) return null;
    try {
      await (secret === null ? secrets.delete(name) : secrets.set(name, secret));
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : 'the secret could not be kept';
    }
  }

  async function set(change: CallReceived<'alerts.setChannel'>): Promise<Result<Listed, ApiError>> {
    const { kind, secret } = change;
    const wrong = problemOfChannel(change);
    if (wrong !== null) return fail({ code: 'invalid-request', message: wrong });
    if (secret !== undefined) {
      const refused = await keepSecret(kind, secret);
      if (refused !== null) return fail({ code: 'conflict', message: refused });
    }
    const before = await read(kind);
    const { enabled = before.enabled, target = before.target } = change;
    await store.write.setAlertChannel({ kind, enabled, target });
    const secretWord = secret === undefined ? '' : secret === null ? ', secret forgotten' : ', secret set';
    await journal.audit('alerts.channel', kind, `${enabled ? 'on' : 'off'}${secretWord}`);
    return succeed(await list());
  }

  return {
    list,
    set: (change) => inTurn(() => set(change)),
    setLanguage: (language) => store.write.setState(LANGUAGE, JSON.stringify(language), clock.now()),
    test: async (kind) => {
      const failed = await send(kind, 'test', stopping.signal);
      await keepResult(kind, failed?.problem ?? null);
      return failed?.problem ?? null;
    },
    tell: (alert, kinds) => {
      if (stopping.signal.aborted) return;
      const work = async (): Promise<void> => {
        const on = channelsOf(await store.read.alertChannels()).filter(
          ({ kind, enabled }) => enabled && isAvailable(kind) && kind !== 'window' && kinds.includes(kind),
        );
        for (const { kind } of on) senderOf(kind).push(alert);
      };
      inTurn(work).catch((error: unknown) => log.error('alerts cannot be sent', { error: String(error) }));
    },
    stop: async () => {
      stopping.abort();
      await inTurn(() => Promise.resolve());
      await Promise.all([...senders.values()].map((sender) => sender.stop()));
    },
  };
}
