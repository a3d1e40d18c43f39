import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../shared/domain/job.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { summarizeJob } from './progress.ts';
import { useJobTitle } from './useJobTitle.ts';

type Props = Readonly<{ job: Job | null; onKeep(): void; onCancel(job: Job): void }>;

/** Asks before a job is cancelled, and says what that means for what it has downloaded. */
export function CancelDialog({ job, onKeep, onCancel }: Props) {
  const { t } = useTranslation();
  const { percent } = useFormat();
  const titleOf = useJobTitle();
  return (
    <Modal opened={job !== null} onClose={onKeep} title={t('jobs.cancelTitle')} centered>
      {job !== null && (
        <>
          <Text>
            {t('jobs.cancelText', { job: titleOf(job), percent: percent(summarizeJob(job).fraction) })}
          </Text>
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={onKeep} data-autofocus>
              {t('jobs.cancelKeep')}
            </Button>
            <Button color="red" onClick={() => onCancel(job)}>
              {t('jobs.cancelConfirm')}
            </Button>
          </Group>
        </>
      )}
    </Modal>
  );
}
