import { Button, Loader, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { LimitsFields } from './LimitsFields.tsx';
import type { LimitsStore } from './limitsStore.ts';

type Props = Readonly<{ store: LimitsStore }>;

/** What counts as fresh, as enough history, as a jump and as a flat run; the defaults stand beside. */
export function LimitsDialog({ store }: Props) {
  const { t } = useTranslation();
  const { isOpen, form, problems, isSaving, error } = useStore(store);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await store.save()) notifications.show({ message: t('limits.saved') });
  };
  return (
    <Modal
      opened={isOpen}
      onClose={store.close}
      title={t('limits.title')}
      size={560}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <form className="ck-limits" onSubmit={(event) => void save(event)} noValidate>
        {form === null && error === null && (
          <p className="ck-loading" role="status">
            <Loader size="xs" /> {t('limits.loading')}
          </p>
        )}
        {form !== null && <LimitsFields form={form} problems={problems} onChange={store.change} />}
        {error !== null && <ErrorNotice error={error} />}
        <div className="ck-dialog-buttons">
          <Button
            variant="default"
            className="ck-limits-reset"
            disabled={form === null}
            onClick={store.reset}
          >
            {t('limits.reset')}
          </Button>
          <Button variant="default" onClick={store.close}>
            {t('limits.cancel')}
          </Button>
          <Button type="submit" loading={isSaving} disabled={form === null}>
            {t('limits.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
