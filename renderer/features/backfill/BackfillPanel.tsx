import { Button, Input } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { EXCHANGES } from '../../../shared/domain/exchange.ts';
import { Choice } from '../../ui/Choice.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/icons.tsx';
import type { CatalogStore } from '../series/catalogStore.ts';
import type { FieldName } from './backfillForm.ts';
import type { BackfillStore } from './backfillStore.ts';
import type { MarketSearchStore } from './marketSearchStore.ts';
import { RangeFields } from './RangeFields.tsx';
import { SymbolPicker } from './SymbolPicker.tsx';
import { TimeframeChips } from './TimeframeChips.tsx';

type Props = Readonly<{ store: BackfillStore; catalog: CatalogStore; search: MarketSearchStore }>;

/** What to download, and the button that does it. */
export function BackfillPanel({ store, catalog, search }: Props) {
  const { t } = useTranslation();
  const { form, problems, isStarting, error } = useStore(store);
  const { start, change } = store;

  const errorOf = (field: FieldName): string | undefined => {
    const problem = problems[field];
    // Field and problem come out of one check; which pairs exist is the catalog's business, and its test's.
    return problem === undefined
      ? undefined
      : t(`backfill.problem.${field}.${problem}` as 'backfill.problem.symbols.none');
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const count = form.symbols.length * form.timeframes.length;
    if ((await start()) !== null) notifications.show({ message: t('backfill.started', { count }) });
  };

  return (
    <section className="ck-panel ck-backfill" aria-labelledby="backfill-title">
      <h2 id="backfill-title">{t('backfill.title')}</h2>
      <form onSubmit={(event) => void submit(event)} noValidate>
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
            catalog={catalog}
            search={search}
            onChange={(symbols) => change({ symbols })}
          />
        </div>
        <div className="ck-fields">
          <TimeframeChips
            value={form.timeframes}
            error={errorOf('timeframes')}
            onChange={(timeframes) => change({ timeframes })}
          />
          <RangeFields form={form} errorOf={errorOf} onChange={change} />
          <Button className="ck-submit" type="submit" loading={isStarting} leftSection={<Icon name="down" />}>
            {t('backfill.start')}
          </Button>
        </div>
        {error !== null && <ErrorNotice error={error} />}
      </form>
    </section>
  );
}
