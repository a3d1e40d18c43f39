import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Icon } from '../../ui/icons.tsx';
import type { ConnectionStore } from './connectionStore.ts';

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
