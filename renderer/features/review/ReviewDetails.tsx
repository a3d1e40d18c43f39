import { Button, CloseButton, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ReviewItem } from '../../../shared/domain/quality.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { DecisionButtons } from './DecisionButtons.tsx';
import { ItemCandles } from './ItemCandles.tsx';
import { ItemChart } from './ItemChart.tsx';
import type { ReviewStore } from './reviewStore.ts';
import type { ReviewActions } from './useReviewActions.ts';
import { useReviewWords } from './useReviewWords.ts';

type Props = Readonly<{ store: ReviewStore; item: ReviewItem; actions: ReviewActions }>;

/** One item with the candles around it, and what can be said to it. */
export function ReviewDetails({ store, item, actions }: Props) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const say = useReviewWords();
  const { value, error } = useStore(store, (state) => state.around);
  const name = seriesName(item);
  return (
    <section className="ck-review-details" aria-label={t('review.details', { name })}>
      <div className="ck-toolbar">
        <h3>
          {item.symbol} {item.timeframe} <span className="ck-dim">{t(`exchange.${item.exchange}`)}</span>
        </h3>
        <div className="ck-tools">
          <Button size="compact-sm" variant="default" onClick={() => actions.openChart(item)}>
            {t('stretch.chart')}
          </Button>
          <DecisionButtons items={[item]} actions={actions} />
          <CloseButton size="sm" aria-label={t('review.close')} onClick={() => store.open(null)} />
        </div>
      </div>
      <p>
        {say(item)}{' '}
        <span className="ck-dim">
          {item.to > item.from ? `${time(item.from)} – ${time(item.to)}` : time(item.from)}
        </span>
      </p>
      <p className="ck-dim">{t(`review.meaning.${item.kind}`)}</p>
      {error !== null && <ErrorNotice error={error} onRetry={() => store.open(item.id)} />}
      {value === null && error === null && (
        <p className="ck-loading">
          <Loader size="xs" /> {t('review.loadingCandles')}
        </p>
      )}
      {value !== null && (
        <div className="ck-review-around">
          <ItemChart
            candles={value}
            duration={durationOf(item.timeframe)}
            label={t('review.chart', { name })}
          />
          <ItemCandles
            item={item}
            candles={value}
            onInspect={(openTime) => actions.inspect(item, openTime)}
          />
        </div>
      )}
    </section>
  );
}
