import { notifications } from '@mantine/notifications';
import { createElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { ReviewItem, ReviewState } from '../../../shared/domain/quality.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { UndoOffer } from '../../ui/UndoOffer.tsx';
import type { StretchTarget } from '../stretch/stretchTarget.ts';
import type { StretchActions } from '../stretch/useStretchActions.ts';
import type { ReviewStore } from './reviewStore.ts';

export type ReviewActions = Readonly<{
  decide(items: readonly ReviewItem[], state: ReviewState): void;
  refetch(items: readonly ReviewItem[]): void;
  openChart(item: ReviewItem): void;
  inspect(item: ReviewItem, openTime: number): void;
}>;

/** How long a decision can be taken back from its toast; from its row always. */
const OFFER_MS = 12_000;

/** Returns what can be decided about items, with a word on what became of it and the way back. */
export function useReviewActions(store: ReviewStore, stretch: StretchActions): ReviewActions {
  const { t } = useTranslation();
  return useMemo(() => {
    const complain = (error: ApiError): void => {
      notifications.show({
        color: 'red',
        title: t(`error.what.${error.code}`),
        message: t('error.detail', { message: error.message }),
      });
    };
    const decide = async (items: readonly ReviewItem[], state: ReviewState): Promise<void> => {
      const before = await store.decide(
        items.map(({ id }) => id),
        state,
      );
      if ('code' in before) return complain(before);
      const id = `review ${before.map((one) => one.id).join()}`;
      const onUndo = (): void => {
        notifications.hide(id);
        void store.restore(before).then((error) => error !== null && complain(error));
      };
      const message = t(`review.decided.${state}`, { count: before.length });
      notifications.show({ id, message: createElement(UndoOffer, { message, onUndo }), autoClose: OFFER_MS });
    };
    const targetOf = (items: readonly ReviewItem[]): StretchTarget => {
      const [first] = items;
      const isOne = items.length === 1 && first !== undefined;
      return {
        label: isOne ? seriesName(first) : t('review.chosenAmount', { count: items.length }),
        stretches: items.map(({ seriesId, from, to, timeframe }) => ({
          seriesId,
          from,
          until: to + durationOf(timeframe),
        })),
        candle: null,
      };
    };
    return {
      decide: (items, state) => void decide(items, state),
      refetch: (items) => stretch.refetch(targetOf(items)),
      openChart: (item) => stretch.openChart(targetOf([item]).stretches[0]!),
      inspect: (item, openTime) =>
        stretch.inspect({ ...targetOf([item]), candle: { seriesId: item.seriesId, openTime } }),
    };
  }, [store, stretch, t]);
}
