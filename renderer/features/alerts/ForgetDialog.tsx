import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Props = Readonly<{
  /** What is to be forgotten; null while nothing is asked. */
  what: string | null;
  onKeep(): void;
  onForget(): void;
}>;

/** Asks before a secret is forgotten: nobody can take that back, because nobody here can read it. */
export function ForgetDialog({ what, onKeep, onForget }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={what !== null}
      onClose={onKeep}
      title={t('alerts.channel.forgetTitle', { what: what ?? '' })}
      closeButtonProps={{ 'aria-label': t('alerts.channel.forgetKeep') }}
    >
      <p>{t('alerts.channel.forgetText')}</p>
      <div className="ck-dialog-buttons">
        <Button variant="default" onClick={onKeep} data-autofocus>
          {t('alerts.channel.forgetKeep')}
        </Button>
        <Button color="red" onClick={onForget}>
          {t('alerts.channel.forgetConfirm')}
        </Button>
      </div>
    </Modal>
  );
}
