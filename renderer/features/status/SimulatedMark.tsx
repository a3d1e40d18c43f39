import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { StatusStore } from './statusStore.ts';

/** Says, for as long as it is so, that what is shown is not the market. It cannot be closed. */
export function SimulatedMark({ status }: Readonly<{ status: StatusStore }>) {
  const { t } = useTranslation();
  const isSimulated = useStore(status, (state) => state.info.value?.simulated === true);
  if (!isSimulated) return null;
  return (
    <Tooltip label={t('header.simulatedHelp')} multiline maw={320}>
      <aside className="ck-simulated" aria-label={t('header.simulated')}>
        <strong>{t('header.simulated')}</strong>
        <span className="ck-hidden">{t('header.simulatedHelp')}</span>
      </aside>
    </Tooltip>
  );
}
