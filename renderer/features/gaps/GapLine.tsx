import { Checkbox } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gap } from '../../../shared/domain/gap.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Age } from '../../ui/Age.tsx';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { CauseBadge } from './CauseBadge.tsx';
import { gapKey } from './gapRows.ts';
import { NextRetry } from './NextRetry.tsx';

type Props = Readonly<{
  gap: Gap;
  rowIndex: number;
  isChosen: boolean;
  isOpened: boolean;
  isTabStop: boolean;
  onOpen(key: string): void;
  onChoose(keys: readonly string[], isChosen: boolean): void;
  onMenu(key: string, x: number, y: number): void;
}>;

/** How much a state asks of the trader, in a shape and a tone; the word stands beside it. */
const STATES: Readonly<Record<Gap['state'], Readonly<{ icon: IconName; tone: string }>>> = {
  open: { icon: 'down', tone: 'warn' },
  unconfirmed: { icon: 'clock', tone: 'warn' },
  'confirmed-empty': { icon: 'slash', tone: 'idle' },
};

/** One gap: where, how long, why, and what becomes of it. */
export const GapLine = memo(function GapLine({
  gap,
  rowIndex,
  isChosen,
  isOpened,
  isTabStop,
  onOpen,
  onChoose,
  onMenu,
}: Props) {
  const { t } = useTranslation();
  const { count, time } = useFormat();
  const key = gapKey(gap);
  const name = seriesName(gap);
  const tabIndex = isTabStop ? 0 : -1;
  const { icon, tone } = STATES[gap.state];
  return (
    // The button in the first cell is the way in for the keyboard; the rest of the row is only a wider target.
    <tr
      aria-rowindex={rowIndex}
      aria-selected={isOpened}
      onClick={() => onOpen(key)}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(key, event.clientX, event.clientY);
      }}
    >
      <td className="ck-gap-check">
        <Checkbox
          size="xs"
          tabIndex={tabIndex}
          aria-label={t('gaps.choose', { name, time: time(gap.from) })}
          checked={isChosen}
          onClick={(event) => event.stopPropagation()}
          onChange={(event) => onChoose([key], event.currentTarget.checked)}
        />
      </td>
      <th scope="row">
        <button
          type="button"
          className="ck-gap-open"
          data-row={rowIndex}
          tabIndex={tabIndex}
          aria-label={t('gaps.open', { name, time: time(gap.from) })}
          title={name}
        >
          {gap.symbol} {gap.timeframe} <span className="ck-dim">{t(`exchange.${gap.exchange}`)}</span>
        </button>
      </th>
      <td className="ck-number">{time(gap.from)}</td>
      <td className="ck-number" data-column="to">
        {time(gap.to)}
      </td>
      <td className="ck-number">{count(gap.missing)}</td>
      <td>
        <CauseBadge cause={gap.cause} />
      </td>
      <td>
        <span className="ck-badge" data-tone={tone}>
          <Icon name={icon} />
          {t(`gaps.state.${gap.state}`)}
        </span>
      </td>
      <td className="ck-number">{count(gap.attempts)}</td>
      <td className="ck-number">
        <NextRetry gap={gap} />
      </td>
      <td className="ck-number" data-column="others" title={gap.alsoMissing.join(', ')}>
        {gap.alsoMissing.length > 0 && count(gap.alsoMissing.length)}
      </td>
      <td className="ck-dim" data-column="evidence" title={gap.evidence ?? undefined}>
        {gap.evidence}
      </td>
      <td className="ck-number">
        <Age since={gap.updatedAt} />
      </td>
    </tr>
  );
});
