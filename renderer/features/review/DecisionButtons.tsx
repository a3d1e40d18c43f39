import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReviewItem } from '../../../shared/domain/quality.ts';
import { Icon } from '../../ui/icons.tsx';
import type { ReviewActions } from './useReviewActions.ts';

type Props = Readonly<{ items: readonly ReviewItem[]; actions: ReviewActions }>;

/** The three things one can say to an item, and the way back from the first two. */
export function DecisionButtons({ items, actions }: Props) {
  const { t } = useTranslation();
  const isDecided = items.every(({ state }) => state !== 'open');
  return (
    <>
      {!isDecided && (
        <>
          <Button
            size="compact-sm"
            leftSection={<Icon name="check" />}
            title={t('review.acceptHelp')}
            onClick={() => actions.decide(items, 'accepted')}
          >
            {t('review.accept')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Icon name="slash" />}
            title={t('review.rejectHelp')}
            onClick={() => actions.decide(items, 'rejected')}
          >
            {t('review.reject')}
          </Button>
        </>
      )}
      {isDecided && (
        <Button size="compact-sm" variant="default" onClick={() => actions.decide(items, 'open')}>
          {t('review.reopen')}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Icon name="retry" />}
        onClick={() => actions.refetch(items)}
      >
        {t('stretch.refetch')}
      </Button>
    </>
  );
}
