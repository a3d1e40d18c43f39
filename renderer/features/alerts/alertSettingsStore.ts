import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallRequest, CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { AlertKind, AlertRule, ChannelKind, ChannelProblem } from '../../../shared/domain/alert.ts';
import { type Result, succeed } from '../../../shared/lib/result.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createTickets } from '../../state/ticket.ts';

export type Channels = CallResponse<'alerts.channels'>;
export type ChannelChange = CallRequest<'alerts.setChannel'>;

/** A test message on its way, or what came of it; null when it arrived. */
export type ChannelTest = 'busy' | Readonly<{ problem: ChannelProblem | null }>;

export type AlertSettingsState = Readonly<{
  rules: Loadable<readonly AlertRule[]>;
  channels: Loadable<Channels>;
  tests: Readonly<Partial<Record<ChannelKind, ChannelTest>>>;
  /** Why the newest change was refused. */
  error: ApiError | null;
}>;

export type AlertSettingsStore = StoreApi<AlertSettingsState> & {
  load(): Promise<void>;
  /** Each tells whether the engine took the change; if not, the state says why. */
  setRule(rule: AlertRule): Promise<boolean>;
  setChannel(change: ChannelChange): Promise<boolean>;
  test(kind: ChannelKind): Promise<void>;
};

/** Tells whether alerts of a kind are to be shown over the window. What is not known yet is not held back. */
export function isToldInWindow({ rules, channels }: AlertSettingsState, kind: AlertKind): boolean {
  const channel = channels.value?.channels.find((one) => one.kind === 'window');
  const rule = rules.value?.find((one) => one.kind === kind);
  return channel?.enabled !== false && rule?.channels.includes('window') !== false;
}

/** Returns what is watched and where alerts go, as the trader has set it. */
export function createAlertSettingsStore(client: DataClient): AlertSettingsStore {
  const store = createStore<AlertSettingsState>(() => ({
    rules: waiting,
    channels: waiting,
    tests: {},
    error: null,
  }));
  const ruleTickets = createTickets();
  const channelTickets = createTickets();

  const takeRules = (result: Result<CallResponse<'alerts.rules'>, ApiError>): void =>
    store.setState(({ rules }) => ({
      rules: settled<readonly AlertRule[]>(rules, result.ok ? succeed(result.value.rules) : result),
    }));
  const takeChannels = (result: Result<Channels, ApiError>): void =>
    store.setState(({ channels }) => ({ channels: settled(channels, result) }));

  const loadRules = async (): Promise<void> => {
    const isCurrent = ruleTickets.take();
    const result = await client.call('alerts.rules', {});
    if (isCurrent()) takeRules(result);
  };
  const loadChannels = async (): Promise<void> => {
    const isCurrent = channelTickets.take();
    const result = await client.call('alerts.channels', {});
    if (isCurrent()) takeChannels(result);
  };
  const setTest = (kind: ChannelKind, test: ChannelTest): void =>
    store.setState(({ tests }) => ({ tests: { ...tests, [kind]: test } }));

  return Object.assign(store, {
    load: async () => {
      await Promise.all([loadRules(), loadChannels()]);
    },
    setRule: async (rule: AlertRule) => {
      ruleTickets.take();
      const result = await client.call('alerts.setRule', rule);
      store.setState({ error: result.ok ? null : result.error });
      if (result.ok) takeRules(result);
      return result.ok;
    },
    setChannel: async (change: ChannelChange) => {
      channelTickets.take();
      const result = await client.call('alerts.setChannel', change);
      store.setState({ error: result.ok ? null : result.error });
      if (result.ok) takeChannels(result);
      return result.ok;
    },
    test: async (kind: ChannelKind) => {
      setTest(kind, 'busy');
      const result = await client.call('alerts.test', { kind });
      if (result.ok) setTest(kind, { problem: result.value.problem });
      else store.setState(({ tests }) => ({ tests: { ...tests, [kind]: undefined }, error: result.error }));
      await loadChannels();
    },
  });
}
