import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Props = Readonly<{ message: string; onUndo(): void }>;

/** What came of a job, with the way back. */
export function UndoOffer({ message, onUndo }: Props) {
  const { t } = useTranslation();
  return (
    <span className="ck-undo-offer">
      <span>{message}</span>
      <Button
        size="compact-sm"
        variant="light"
        aria-label={t('frame.undoOf', { label: message })}
        onClick={onUndo}
      >
        {t('frame.undo')}
      </Button>
    </span>
  );
}
