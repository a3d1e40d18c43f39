import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Choice } from '../../ui/Choice.tsx';
import { SettingRow } from './SettingRow.tsx';
import type { SettingsStore } from './settingsStore.ts';

type Props = Readonly<{ store: SettingsStore }>;

/** The two settings that change how everything is written. */
export function SettingsSwitches({ store }: Props) {
  const { t } = useTranslation();
  const { language, zone } = useStore(store);
  return (
    <>
      <SettingRow label={t('header.language')}>
        <Choice
          label={t('header.language')}
          value={language}
          options={[
            { value: 'en', label: 'English' },
            { value: 'es', label: 'Español' },
          ]}
          onChange={(chosen) => store.change({ language: chosen })}
        />
      </SettingRow>
      <SettingRow label={t('header.zone')}>
        <Choice
          label={t('header.zone')}
          value={zone}
          options={[
            { value: 'utc', label: t('header.utc') },
            { value: 'local', label: t('header.local') },
          ]}
          onChange={(chosen) => store.change({ zone: chosen })}
        />
      </SettingRow>
    </>
  );
}
