import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../shared/domain/job.ts';
import { summarizeJob } from './progress.ts';
import { useJobTitle } from './useJobTitle.ts';

type Props = Readonly<{ job: Job | null; onKeep(): void; onUndo(job: Job): void }>;

/** Asks before what a job stored is taken back, and says what that means for the candles. */
export function UndoDialog({ job, onKeep, onUndo }: Props) {
  const { t } = useTranslation();
  const titleOf = useJobTitle();
  return (
    <Modal
      opened={job !== null}
      onClose={onKeep}
      title={t('jobs.undoTitle')}
      centered
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      {job !== null && (
        <>
          <Text>{t('jobs.undoText', { job: titleOf(job), count: summarizeJob(job).stored })}</Text>
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={onKeep} data-autofocus>
              {t('jobs.undoKeep')}
            </Button>
            <Button color="red" onClick={() => onUndo(job)}>
              {t('jobs.undoConfirm')}
            </Button>
          </Group>
        </>
      )}
    </Modal>
  );
}
