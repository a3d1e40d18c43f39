import { Button, Modal, Radio } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/FormatContext.tsx';

type Props = Readonly<{
  /** What is removed, as it is named in the question; null while nothing is asked. */
  name: string | null;
  candles: number;
  onConfirm(keepData: boolean): void;
  onCancel(): void;
}>;

function Question({ candles, onConfirm, onCancel }: Omit<Props, 'name'>) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const [how, setHow] = useState('keep');
  const isKept = how === 'keep';
  return (
    <form
      className="ck-remove"
      onSubmit={(event) => {
        event.preventDefault();
        onConfirm(isKept);
      }}
    >
      <Radio.Group value={how} onChange={setHow} label={t('series.remove.how')}>
        <Radio
          size="xs"
          value="keep"
          label={t('series.remove.keep')}
          description={t('series.remove.keepHelp')}
          data-autofocus
        />
        <Radio
          size="xs"
          value="delete"
          label={t('series.remove.delete', { amount: count(candles) })}
          description={t('series.remove.deleteHelp')}
        />
      </Radio.Group>
      <div className="ck-dialog-buttons">
        <Button variant="default" onClick={onCancel}>
          {t('series.remove.cancel')}
        </Button>
        <Button type="submit" color="red">
          {isKept ? t('series.remove.confirm') : t('series.remove.confirmDelete', { amount: count(candles) })}
        </Button>
      </div>
    </form>
  );
}

/** Asks before something is removed, and whether its candles go with it. */
export function RemoveDialog(props: Props) {
  const { t } = useTranslation();
  const { name, onCancel } = props;
  return (
    <Modal
      opened={name !== null}
      onClose={onCancel}
      title={t('series.remove.title', { name: name ?? '' })}
      closeButtonProps={{ 'aria-label': t('series.remove.cancel') }}
    >
      {name !== null && <Question {...props} />}
    </Modal>
  );
}
