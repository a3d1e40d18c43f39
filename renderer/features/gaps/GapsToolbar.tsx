import { Button, NativeSelect, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { GapCause, GapState } from '../../../shared/domain/gap.ts';
import { TIMEFRAMES } from '../../../shared/domain/timeframe.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { FilterField } from '../../ui/FilterField.tsx';
import { Icon } from '../../ui/icons.tsx';
import { AGES, type GapFilter, LENGTHS } from './gapRows.ts';
import type { GapsStore } from './gapsStore.ts';

type Props = Readonly<{
  store: GapsStore;
  amount: string;
  /** Plans the repair of everything that is listed; null when there is nothing. */
  onRepair: (() => void) | null;
}>;

/** The name of the list, how much of it is shown, and what narrows it. */
export function GapsToolbar({ store, amount, onRepair }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const filter = useStore(store, (state) => state.filter);
  const isUnlistedShown = useStore(store, (state) => state.isUnlistedShown);
  const choice = <F extends keyof GapFilter>(
    field: F,
    label: string,
    options: readonly Readonly<{ value: GapFilter[F]; label: string }>[],
  ) => (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={filter[field]}
      data={[...options]}
      onChange={(event) => store.setFilter({ [field]: event.currentTarget.value } as Partial<GapFilter>)}
    />
  );
  return (
    <div className="ck-toolbar ck-gaps-tools">
      <h2 id="gap-list-title">{t('gaps.title')}</h2>
      <span className="ck-dim" role="status">
        {amount}
      </span>
      <FilterField
        label={t('gaps.filter')}
        placeholder={t('gaps.filterPlaceholder')}
        value={filter.text}
        onChange={(text) => store.setFilter({ text })}
      />
      {choice('cause', t('gaps.column.cause'), [
        { value: 'any', label: t('gaps.anyCause') },
        ...GapCause.options.map((value) => ({ value, label: t(`gaps.cause.${value}`) })),
      ])}
      {choice('state', t('gaps.column.state'), [
        { value: 'any', label: t('gaps.anyState') },
        ...GapState.options.map((value) => ({ value, label: t(`gaps.state.${value}`) })),
      ])}
      {choice('timeframe', t('gaps.timeframe'), [
        { value: 'any', label: t('gaps.anyTimeframe') },
        ...TIMEFRAMES.map((value) => ({ value, label: value })),
      ])}
      {choice(
        'least',
        t('gaps.length'),
        LENGTHS.map((value) => ({
          value,
          label: value === '1' ? t('gaps.anyLength') : t('gaps.atLeast', { amount: count(Number(value)) }),
        })),
      )}
      {choice(
        'age',
        t('gaps.column.age'),
        AGES.map((value) => ({ value, label: t(`gaps.ages.${value}`) })),
      )}
      <Switch
        size="xs"
        label={t('gaps.unlisted')}
        checked={isUnlistedShown}
        onChange={(event) => store.showUnlisted(event.currentTarget.checked)}
      />
      {onRepair !== null && (
        <div className="ck-tools">
          <Button size="compact-sm" leftSection={<Icon name="down" />} onClick={onRepair}>
            {t('gaps.repairShown')}
          </Button>
        </div>
      )}
    </div>
  );
}
