import { Button, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { AlertChannel } from '../../../shared/domain/alert.ts';
import { testText } from '../../../shared/words/alerts.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import type { AlertSettingsStore, Channels } from './alertSettingsStore.ts';
import { ChannelFields } from './ChannelFields.tsx';
import { ChannelResult } from './ChannelResult.tsx';
import { isReady, NEEDS } from './channelForm.ts';
import { TelegramHelp } from './TelegramHelp.tsx';

type Props = Readonly<{
  channel: AlertChannel;
  secretsKept: Channels['secretsKept'];
  store: AlertSettingsStore;
}>;

/** One way out: on or off, what it needs, a test of it, and what came of the last message. */
export function ChannelCard({ channel, secretsKept, store }: Props) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const { kind, enabled } = channel;
  const test = useStore(store, (state) => state.tests[kind] ?? null);
  const name = t(`alerts.channel.${kind}`);
  const isAvailable = channel.available !== false;
  const canSend = isAvailable && isReady(channel);
  const tryIt = (): void => {
    void store.test(kind);
    // The message of this channel is the window's own to show.
    if (kind === 'window') {
      const { title, body } = testText(language);
      notifications.show({ title, message: body, closeButtonProps: { 'aria-label': t('frame.close') } });
    }
  };
  const { secret } = NEEDS[kind];
  return (
    <section className="ck-channel" aria-label={name}>
      <div className="ck-toolbar">
        <Switch
          size="xs"
          label={name}
          checked={enabled && isAvailable}
          disabled={!isAvailable}
          onChange={(event) => void store.setChannel({ kind, enabled: event.currentTarget.checked })}
        />
        <div className="ck-tools">
          <Button
            size="compact-sm"
            variant="default"
            disabled={!canSend}
            loading={test === 'busy'}
            aria-label={t('alerts.channel.testOf', { name })}
            onClick={tryIt}
          >
            {t('alerts.channel.test')}
          </Button>
        </div>
      </div>
      <p className="ck-dim">{t(`alerts.channelHelp.${kind}`)}</p>
      {secret && (
        // What is kept now is where the fields begin; after a save they begin anew.
        <ChannelFields
          key={`${channel.target} ${channel.hasSecret}`}
          channel={channel}
          secretsKept={secretsKept}
          store={store}
        />
      )}
      {kind === 'telegram' && <TelegramHelp />}
      {!isAvailable && <p data-tone="warn">{t('alerts.channel.unavailable')}</p>}
      {enabled && isAvailable && !canSend && (
        <p data-tone="warn">{t(`alerts.channel.needs.${kind === 'telegram' ? kind : 'webhook'}`)}</p>
      )}
      {isAvailable && <ChannelResult test={test} last={channel.lastResult} />}
    </section>
  );
}
