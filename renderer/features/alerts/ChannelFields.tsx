import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertChannel } from '../../../shared/domain/alert.ts';
import type { AlertSettingsStore, Channels } from './alertSettingsStore.ts';
import { changeOf, formOf, NEEDS, problemOf } from './channelForm.ts';
import { ForgetDialog } from './ForgetDialog.tsx';

type Props = Readonly<{
  channel: AlertChannel;
  secretsKept: Channels['secretsKept'];
  store: AlertSettingsStore;
}>;

/** What a channel needs to be sent through. A secret goes in and never comes out again. */
export function ChannelFields({ channel, secretsKept, store }: Props) {
  const { t } = useTranslation();
  const { kind, hasSecret } = channel;
  const [form, setForm] = useState(() => formOf(channel));
  const [wasTried, setWasTried] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const change = changeOf(channel, form);
  const problem = wasTried ? problemOf(kind, form) : null;
  const secretName = kind === 'telegram' ? t('alerts.channel.token') : t('alerts.channel.address');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (change === null || problemOf(kind, form) !== null) return;
    setForm({ ...form, secret: '' });
    void store.setChannel(change);
  };
  return (
    <form className="ck-channel-fields" onSubmit={submit} noValidate>
      <PasswordInput
        size="xs"
        label={secretName}
        description={t(`alerts.channel.kept.${secretsKept}`)}
        placeholder={
          hasSecret ? t('alerts.channel.isKept') : t(`alerts.channel.example.${kind as 'webhook'}`)
        }
        autoComplete="off"
        value={form.secret}
        error={problem === 'token' || problem === 'address' ? t(`alerts.wrong.${problem}`) : undefined}
        visibilityToggleButtonProps={{ 'aria-label': t('alerts.channel.reveal') }}
        onChange={(event) => setForm({ ...form, secret: event.currentTarget.value })}
      />
      {NEEDS[kind].target && (
        <TextInput
          size="xs"
          label={t('alerts.channel.chat')}
          description={t('alerts.channel.chatHelp')}
          value={form.target}
          error={problem === 'chat' ? t('alerts.wrong.chat') : undefined}
          onChange={(event) => setForm({ ...form, target: event.currentTarget.value })}
        />
      )}
      <div className="ck-channel-buttons">
        <Button size="compact-sm" type="submit" disabled={change === null}>
          {t('alerts.channel.save')}
        </Button>
        {hasSecret && (
          <Button size="compact-sm" variant="default" onClick={() => setIsAsked(true)}>
            {t('alerts.channel.forget', { what: secretName })}
          </Button>
        )}
      </div>
      <ForgetDialog
        what={isAsked ? secretName : null}
        onKeep={() => setIsAsked(false)}
        onForget={() => {
          setIsAsked(false);
          void store.setChannel({ kind, secret: null });
        }}
      />
    </form>
  );
}
