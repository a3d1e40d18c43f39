import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ReviewKind, ReviewState } from '../../../shared/domain/quality.ts';
import { Choice } from '../../ui/Choice.tsx';
import { FilterField } from '../../ui/FilterField.tsx';
import type { ReviewFilter } from './reviewRows.ts';
import type { ReviewStore } from './reviewStore.ts';

type Props = Readonly<{ store: ReviewStore; amount: string }>;

/** The name of the list, how much of it is shown, and what narrows it. */
export function ReviewToolbar({ store, amount }: Props) {
  const { t } = useTranslation();
  const filter = useStore(store, (state) => state.filter);
  return (
    <div className="ck-toolbar ck-review-tools">
      <h2 id="review-title">{t('review.title')}</h2>
      <span className="ck-dim" role="status">
        {amount}
      </span>
      <Choice<ReviewFilter['state']>
        label={t('review.column.state')}
        value={filter.state}
        options={[
          ...ReviewState.options.map((value) => ({ value, label: t(`review.state.${value}`) })),
          { value: 'any' as const, label: t('review.anyState') },
        ]}
        onChange={(state) => store.setFilter({ state })}
      />
      <NativeSelect
        size="xs"
        aria-label={t('review.column.kind')}
        value={filter.kind}
        data={[
          { value: 'any', label: t('review.anyKind') },
          ...ReviewKind.options.map((value) => ({ value, label: t(`review.kind.${value}`) })),
        ]}
        onChange={(event) => store.setFilter({ kind: event.currentTarget.value as ReviewFilter['kind'] })}
      />
      <FilterField
        label={t('review.filter')}
        placeholder={t('review.filterPlaceholder')}
        value={filter.text}
        onChange={(text) => store.setFilter({ text })}
      />
    </div>
  );
}
