import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { AlertSettingsStore } from './alertSettingsStore.ts';
import { ChannelCard } from './ChannelCard.tsx';

type Props = Readonly<{ store: AlertSettingsStore; tabs: ReactNode }>;

/** The ways alerts reach the trader, each with what it needs and a button that tries it. */
export function ChannelList({ store, tabs }: Props) {
  const { t } = useTranslation();
  const { value, error } = useStore(store, (state) => state.channels);
  const changeError = useStore(store, (state) => state.error);
  return (
    <>
      <div className="ck-toolbar">
        {tabs}
        <span className="ck-dim">{t('alerts.channel.help')}</span>
      </div>
      {error !== null && <ErrorNotice error={error} onRetry={() => void store.load()} />}
      {changeError !== null && <ErrorNotice error={changeError} />}
      {value === null && error === null && (
        <p className="ck-loading" role="status">
          <Loader size="xs" /> {t('alerts.loading')}
        </p>
      )}
      {value !== null && (
        <div className="ck-channels">
          {value.channels.map((channel) => (
            <ChannelCard key={channel.kind} channel={channel} secretsKept={value.secretsKept} store={store} />
          ))}
        </div>
      )}
    </>
  );
}
