import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../format/FormatContext.tsx';
import { SettingsSwitches } from '../settings/SettingsSwitches.tsx';
import type { SettingsStore } from '../settings/settingsStore.ts';
import type { StatusStore } from './statusStore.ts';
import { VenueFact } from './VenueFact.tsx';

type Props = Readonly<{ status: StatusStore; settings: SettingsStore }>;

/** The line above everything: which program, how the venues and the store are, and how things are shown. */
export function AppHeader({ status, settings }: Props) {
  const { t } = useTranslation();
  const { bytes, count } = useFormat();
  const value = useStore(status, (state) => state.status.value);
  return (
    <header className="ck-header">
      <h1>Candlekeep</h1>
      <dl className="ck-facts">
        {value?.venues.map((venue) => (
          <VenueFact key={venue.exchange} venue={venue} />
        ))}
        {value !== null && (
          <>
            <div>
              <dt>{t('header.store')}</dt>
              <dd>{bytes(value.storeBytes)}</dd>
            </div>
            <div>
              <dt>{t('header.openJobs')}</dt>
              <dd>{count(value.openJobs)}</dd>
            </div>
          </>
        )}
      </dl>
      <SettingsSwitches store={settings} />
    </header>
  );
}
