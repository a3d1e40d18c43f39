import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Icon } from '../../ui/icons.tsx';
import type { ConnectionStore } from './connectionStore.ts';
import type { StatusStore } from './statusStore.ts';

/** Says, for as long as it is so, that what is shown is not the market. It cannot be closed. */
export function SimulatedBanner({ status }: Readonly<{ status: StatusStore }>) {
  const { t } = useTranslation();
  const isSimulated = useStore(status, (state) => state.info.value?.simulated === true);
  if (!isSimulated) return null;
  return (
    <aside className="ck-banner ck-banner-simulated" aria-label={t('header.simulated')}>
      <strong>{t('header.simulated')}</strong> {t('header.simulatedHelp')}
    </aside>
  );
}

/** Says that the engine cannot be reached, for as long as it cannot. */
export function ConnectionBanner({ connection }: Readonly<{ connection: ConnectionStore }>) {
  const { t } = useTranslation();
  const isLost = useStore(connection, ({ state }) => state === 'lost');
  if (!isLost) return null;
  return (
    <div role="alert" className="ck-banner ck-banner-lost">
      <Icon name="warning" />
      {t('connection.lost')}
    </div>
  );
}
