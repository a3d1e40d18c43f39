import { Loader, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { VerifyResult } from './VerifyResult.tsx';
import type { VerifyStore } from './verifyStore.ts';

type Props = Readonly<{ store: VerifyStore }>;

/** Shows a verification while it runs and what it found. Closing it stops it. */
export function VerifyDialog({ store }: Props) {
  const { t } = useTranslation();
  const { isRunning, report, error } = useStore(store);
  const isOpen = isRunning || report !== null || error !== null;
  return (
    <Modal
      opened={isOpen}
      onClose={store.close}
      title={t('verify.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('verify.close') }}
    >
      {isRunning && (
        <p className="ck-loading" role="status">
          <Loader size="xs" /> {t('verify.running')}
        </p>
      )}
      {error !== null && <ErrorNotice error={error} />}
      {report !== null && <VerifyResult report={report} />}
    </Modal>
  );
}
