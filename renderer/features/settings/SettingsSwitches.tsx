import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Choice } from '../../ui/Choice.tsx';
import type { SettingsStore } from './settingsStore.ts';

type Props = Readonly<{ store: SettingsStore }>;

/** The two switches that change how everything is written. */
export function SettingsSwitches({ store }: Props) {
  const { t } = useTranslation();
  const { language, zone } = useStore(store);
  return (
    <div className="ck-switches">
      <Choice
        label={t('header.zone')}
        value={zone}
        options={[
          { value: 'utc', label: t('header.utc') },
          { value: 'local', label: t('header.local') },
        ]}
        onChange={(chosen) => store.change({ zone: chosen })}
      />
      <Choice
        label={t('header.language')}
        value={language}
        options={[
          { value: 'en', label: 'EN' },
          { value: 'es', label: 'ES' },
        ]}
        onChange={(chosen) => store.change({ language: chosen })}
      />
    </div>
  );
}
