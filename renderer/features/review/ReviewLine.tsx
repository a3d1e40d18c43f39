import { Checkbox } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewItem } from '../../../shared/domain/quality.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Age } from '../../ui/Age.tsx';
import { DecisionBadge, KindBadge } from './KindBadge.tsx';
import { useReviewWords } from './useReviewWords.ts';

type Props = Readonly<{
  item: ReviewItem;
  rowIndex: number;
  isChosen: boolean;
  isOpened: boolean;
  isTabStop: boolean;
  onOpen(id: number): void;
  onChoose(ids: readonly number[], isChosen: boolean): void;
}>;

/** One thing to look at: what, where, when, and what was decided. */
export const ReviewLine = memo(function ReviewLine(props: Props) {
  const { item, rowIndex, isChosen, isOpened, isTabStop, onOpen, onChoose } = props;
  const { t } = useTranslation();
  const { time } = useFormat();
  const say = useReviewWords();
  const name = { name: seriesName(item), time: time(item.from) };
  const what = say(item);
  const tabIndex = isTabStop ? 0 : -1;
  return (
    <tr aria-rowindex={rowIndex} aria-selected={isOpened} onClick={() => onOpen(item.id)}>
      <td className="ck-review-check">
        <Checkbox
          size="xs"
          tabIndex={tabIndex}
          aria-label={t('review.choose', name)}
          checked={isChosen}
          onClick={(event) => event.stopPropagation()}
          onChange={(event) => onChoose([item.id], event.currentTarget.checked)}
        />
      </td>
      <th scope="row">
        <button
          type="button"
          className="ck-review-open"
          data-row={rowIndex}
          tabIndex={tabIndex}
          aria-label={t('review.open', name)}
        >
          {item.symbol} {item.timeframe} <span className="ck-dim">{t(`exchange.${item.exchange}`)}</span>
        </button>
      </th>
      <td className="ck-number">{time(item.from)}</td>
      <td>
        <KindBadge kind={item.kind} />
      </td>
      <td className="ck-review-what" title={what}>
        {what}
      </td>
      <td>
        <DecisionBadge state={item.state} />
      </td>
      <td className="ck-number">
        <Age since={item.foundAt} />
      </td>
    </tr>
  );
});
