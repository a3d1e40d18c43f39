import { Button, Checkbox, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/icons.tsx';
import { PlanView } from './PlanView.tsx';
import type { RepairScope, RepairStore } from './repairStore.ts';

type Props = Readonly<{ store: RepairStore }>;

function RepairFields({ store, scope }: Props & Readonly<{ scope: RepairScope }>) {
  const { t } = useTranslation();
  const { includeConfirmed, secondSource, plan, isStarting, error } = useStore(store);
  const isNothing = plan.value === null || plan.isLoading || plan.value.gaps === 0;
  const start = async (): Promise<void> => {
    const count = await store.start();
    if (count === null) return;
    notifications.show({ message: count === 0 ? t('repair.nothing') : t('repair.started', { count }) });
  };
  return (
    <>
      <p>
        {t('repair.scope')} <strong>{scope.label}</strong>
      </p>
      <div className="ck-repair-options">
        <Checkbox
          size="xs"
          label={t('repair.includeConfirmed')}
          description={t('repair.includeConfirmedHelp')}
          checked={includeConfirmed}
          onChange={(event) => store.choose({ includeConfirmed: event.currentTarget.checked })}
        />
        <Checkbox
          size="xs"
          label={t('repair.secondSource')}
          description={t('repair.secondSourceHelp')}
          checked={secondSource}
          onChange={(event) => store.choose({ secondSource: event.currentTarget.checked })}
        />
      </div>
      <PlanView plan={plan} onRetry={store.replan} />
      {error !== null && <ErrorNotice error={error} />}
      <div className="ck-dialog-buttons">
        <Button variant="default" onClick={store.close}>
          {t('repair.cancel')}
        </Button>
        <Button
          loading={isStarting}
          disabled={isNothing}
          leftSection={<Icon name="down" />}
          onClick={() => void start()}
          data-autofocus
        >
          {t('repair.start')}
        </Button>
      </div>
    </>
  );
}

/** What a repair would do, what it leaves alone, and the button that does it. */
export function RepairDialog({ store }: Props) {
  const { t } = useTranslation();
  const scope = useStore(store, (state) => state.scope);
  return (
    <Modal
      opened={scope !== null}
      onClose={store.close}
      title={t('repair.title')}
      size={640}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      {scope !== null && <RepairFields store={store} scope={scope} />}
    </Modal>
  );
}
