import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Way } from './recoverStore.ts';

type Props = Readonly<{ how: Way | null; onKeep(): void; onConfirm(): void }>;

/** Asks before a store is replaced, and says what that costs. */
export function RecoverDialog({ how, onKeep, onConfirm }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={how !== null}
      onClose={onKeep}
      title={how !== null && t('recover.confirmTitle', { action: t(`recover.${how}`) })}
      centered
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      {how !== null && (
        <>
          <Text>{t(`recover.${how}Help`)}</Text>
          <Text mt="xs">{t('recover.keeps')}</Text>
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={onKeep} data-autofocus>
              {t('recover.keep')}
            </Button>
            <Button onClick={onConfirm}>{t('recover.confirm')}</Button>
          </Group>
        </>
      )}
    </Modal>
  );
}
