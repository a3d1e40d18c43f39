import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CheckReport } from '../../../shared/domain/quality.ts';

type Props = Readonly<{
  report: CheckReport | null;
  isRunning: boolean;
  onKeep(): void;
  onRebuild(report: CheckReport): void;
}>;

/** Asks before ledgers are made anew out of the candles, and says what that keeps and what it forgets. */
export function RebuildDialog({ report, isRunning, onKeep, onRebuild }: Props) {
  const { t } = useTranslation();
  const contradicted = report?.series.filter(({ found }) => found > 0).length ?? 0;
  return (
    <Modal
      opened={report !== null}
      onClose={onKeep}
      title={t('checks.rebuildTitle')}
      centered
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      {report !== null && (
        <>
          <Text>{t('checks.rebuildText', { count: contradicted })}</Text>
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={onKeep} data-autofocus>
              {t('checks.rebuildKeep')}
            </Button>
            <Button loading={isRunning} onClick={() => onRebuild(report)}>
              {t('checks.rebuild')}
            </Button>
          </Group>
        </>
      )}
    </Modal>
  );
}
