import { Button, Checkbox, Input, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { EXCHANGES } from '../../../shared/domain/exchange.ts';
import { Choice } from '../../ui/Choice.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/icons.tsx';
import type { CatalogStore } from '../series/catalogStore.ts';
import { type FieldName, offersArchive } from './backfillForm.ts';
import type { BackfillStore } from './backfillStore.ts';
import { EstimateView } from './EstimateView.tsx';
import { ExactSeries } from './ExactSeries.tsx';
import type { EstimateStore } from './estimateStore.ts';
import type { MarketSearchStore } from './marketSearchStore.ts';
import { RangeFields } from './RangeFields.tsx';
import { SymbolPicker } from './SymbolPicker.tsx';
import { TimeframeChips } from './TimeframeChips.tsx';

type Props = Readonly<{
  store: BackfillStore;
  estimate: EstimateStore;
  catalog: CatalogStore;
  search: MarketSearchStore;
}>;

function BackfillFields({ store, estimate, catalog, search }: Props) {
  const { t } = useTranslation();
  const { form, problems, isStarting, error } = useStore(store);
  const { start, change } = store;
  const isExact = form.exact.length > 0;
  const isFilled = isExact || form.symbols.length > 0;

  const errorOf = (field: FieldName): string | undefined => {
    const problem = problems[field];
    // Field and problem come out of one check; which pairs exist is the catalog's business, and its test's.
    return problem === undefined
      ? undefined
      : t(`backfill.problem.${field}.${problem}` as 'backfill.problem.symbols.none');
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const count = await start();
    if (count !== null) notifications.show({ message: t('backfill.started', { count }) });
  };

  return (
    <form className="ck-backfill" onSubmit={(event) => void submit(event)} noValidate>
      {isExact ? (
        <ExactSeries exact={form.exact} onChange={change} />
      ) : (
        <>
          <div className="ck-fields">
            <Input.Wrapper label={t('backfill.exchange')} labelElement="div">
              <Choice
                label={t('backfill.exchange')}
                value={form.exchange}
                options={EXCHANGES.map((value) => ({ value, label: t(`exchange.${value}`) }))}
                onChange={(exchange) => change({ exchange })}
              />
            </Input.Wrapper>
            <SymbolPicker
              exchange={form.exchange}
              value={form.symbols}
              error={errorOf('symbols')}
              hasFirstFocus={!isFilled}
              catalog={catalog}
              search={search}
              onChange={(symbols) => change({ symbols })}
            />
          </div>
          <TimeframeChips
            value={form.timeframes}
            error={errorOf('timeframes')}
            onChange={(timeframes) => change({ timeframes })}
          />
        </>
      )}
      <div className="ck-fields">
        <RangeFields form={form} errorOf={errorOf} onChange={change} />
      </div>
      <Checkbox
        size="xs"
        label={t('backfill.keepLive')}
        description={t('backfill.keepLiveHelp')}
        checked={form.keepLive}
        onChange={(event) => change({ keepLive: event.currentTarget.checked })}
      />
      {offersArchive(form) && (
        <Checkbox
          size="xs"
          label={t('backfill.archiveFirst')}
          description={t('backfill.archiveFirstHelp')}
          checked={form.archiveFirst}
          onChange={(event) => change({ archiveFirst: event.currentTarget.checked })}
        />
      )}
      <EstimateView store={estimate} />
      {error !== null && <ErrorNotice error={error} />}
      <div className="ck-dialog-buttons">
        <Button variant="default" onClick={store.close}>
          {t('backfill.cancel')}
        </Button>
        <Button
          type="submit"
          loading={isStarting}
          leftSection={<Icon name="down" />}
          {...(isFilled ? { 'data-autofocus': true } : {})}
        >
          {t('backfill.start')}
        </Button>
      </div>
    </form>
  );
}

/** What to download, what that takes, and the button that does it. */
export function BackfillDialog(props: Props) {
  const { t } = useTranslation();
  const isOpen = useStore(props.store, (state) => state.isOpen);
  return (
    <Modal
      opened={isOpen}
      onClose={props.store.close}
      title={t('backfill.title')}
      size={720}
      closeButtonProps={{ 'aria-label': t('backfill.close') }}
    >
      <BackfillFields {...props} />
    </Modal>
  );
}
