import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportActions } from './useImportActions.tsx';

/** Asks before an import is taken back, and says what that means for the candles. */
export function UndoImportDialog({ actions }: Readonly<{ actions: ImportActions }>) {
  const { t } = useTranslation();
  const { asked, keep, confirmUndo } = actions;
  const stored = asked?.files.reduce((sum, file) => sum + file.stored, 0) ?? 0;
  return (
    <Modal
      opened={asked !== null}
      onClose={keep}
      title={t('import.undoTitle', { id: asked?.id ?? 0 })}
      centered
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <p>{t('import.undoText', { count: stored })}</p>
      <div className="ck-dialog-buttons">
        <Button variant="default" onClick={keep} data-autofocus>
          {t('import.undoKeep')}
        </Button>
        <Button color="red" onClick={confirmUndo}>
          {t('import.undoConfirm')}
        </Button>
      </div>
    </Modal>
  );
}
