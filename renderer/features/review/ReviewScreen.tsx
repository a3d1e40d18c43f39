import { Button, CloseButton, Loader } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../format/FormatContext.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/icons.tsx';
import type { LimitsStore } from '../limits/limitsStore.ts';
import { type StretchStores, useStretchActions } from '../stretch/useStretchActions.ts';
import { ChecksPanel } from './ChecksPanel.tsx';
import { DecisionButtons } from './DecisionButtons.tsx';
import { ReviewDetails } from './ReviewDetails.tsx';
import { ReviewTable } from './ReviewTable.tsx';
import { ReviewToolbar } from './ReviewToolbar.tsx';
import { filterItems, NO_FILTER } from './reviewRows.ts';
import type { ReviewStore } from './reviewStore.ts';
import { useReviewActions } from './useReviewActions.ts';

type Props = Readonly<{ store: ReviewStore; limits: LimitsStore; stores: StretchStores }>;

/** What the checks found that a person should look at, and the checks themselves. */
export function ReviewScreen({ store, limits, stores }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const { list, filter, chosen, opened } = useStore(store);
  const stretch = useStretchActions(stores);
  const actions = useReviewActions(store, stretch);
  useEffect(() => void store.load(), [store]);
  const { value, error } = list;
  const shown = useMemo(() => filterItems(value?.items ?? [], filter), [value, filter]);
  const item = value?.items.find(({ id }) => id === opened) ?? null;
  const chosenItems = value?.items.filter(({ id }) => chosen.has(id)) ?? [];
  const isAll = JSON.stringify(filter) === JSON.stringify(NO_FILTER);
  return (
    <div className="ck-review">
      <section className="ck-panel ck-review-main" aria-labelledby="review-title">
        <ReviewToolbar
          store={store}
          amount={
            value === null ? '' : t('review.amount', { shown: count(shown.length), open: count(value.open) })
          }
        />
        {chosenItems.length > 0 && (
          <section className="ck-toolbar ck-review-chosen" aria-label={t('review.chosen')}>
            <strong>{t('review.chosenAmount', { count: chosenItems.length })}</strong>
            <div className="ck-tools">
              <DecisionButtons items={chosenItems} actions={actions} />
              <CloseButton
                size="sm"
                aria-label={t('review.clear')}
                onClick={() => store.choose([...chosen], false)}
              />
            </div>
          </section>
        )}
        {error !== null && <ErrorNotice error={error} onRetry={() => void store.load()} />}
        {value === null && error === null && (
          <p className="ck-loading" role="status">
            <Loader size="xs" /> {t('review.loading')}
          </p>
        )}
        {value !== null && shown.length === 0 && (
          <div className="ck-empty">
            {isAll ? (
              <>
                <h3 data-tone="good">
                  <Icon name="check" /> {t('review.noneTitle')}
                </h3>
                <p>{t('review.none')}</p>
              </>
            ) : (
              <>
                <p>{t('review.noMatch')}</p>
                <Button variant="default" onClick={() => store.setFilter(NO_FILTER)}>
                  {t('review.clearFilter')}
                </Button>
              </>
            )}
          </div>
        )}
        {shown.length > 0 && <ReviewTable store={store} items={shown} />}
        {item !== null && <ReviewDetails store={store} item={item} actions={actions} />}
      </section>
      <ChecksPanel
        store={stores.checks}
        limits={limits}
        onVerify={() => stores.navigation.go({ screen: 'verify' })}
      />
    </div>
  );
}
