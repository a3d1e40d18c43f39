import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { LANGUAGES } from '../../i18n/languages.ts';
import type { SettingsStore } from '../settings/settingsStore.ts';

/** Changes the zone and the language with one click each; the settings offer both with their names. */
export function StatusSwitches({ store }: Readonly<{ store: SettingsStore }>) {
  const { t } = useTranslation();
  const { zone, language } = useStore(store);
  const zoneName = t(`header.${zone}`);
  const next = LANGUAGES[(LANGUAGES.indexOf(language) + 1) % LANGUAGES.length]!;
  return (
    <>
      <button
        type="button"
        className="ck-status-button"
        aria-label={`${t('header.zone')}: ${zoneName}`}
        title={t('header.zone')}
        onClick={() => store.change({ zone: zone === 'utc' ? 'local' : 'utc' })}
      >
        {zoneName}
      </button>
      <button
        type="button"
        className="ck-status-button"
        aria-label={`${t('header.language')}: ${language.toUpperCase()}`}
        title={t('header.language')}
        onClick={() => store.change({ language: next })}
      >
        {language.toUpperCase()}
      </button>
    </>
  );
}
