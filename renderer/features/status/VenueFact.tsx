import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { VenueStatus } from '../../../shared/contract/calls.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Icon } from '../../ui/icons.tsx';

type Props = Readonly<{ venue: VenueStatus }>;

/** One venue: how far its clock is from this PC's, and what it holds against us, when it does. */
export function VenueFact({ venue }: Props) {
  const { t } = useTranslation();
  const { offset, time } = useFormat();
  const exchange = t(`exchange.${venue.exchange}`);
  const trouble =
    venue.blockedUntil === null
      ? venue.lastError && t('header.venueProblem', { exchange, problem: venue.lastError })
      : t('header.blocked', { exchange, time: time(venue.blockedUntil) });
  return (
    <Tooltip label={trouble ?? t('header.clockHelp')} multiline maw={360}>
      <div data-tone={trouble === null ? undefined : 'warn'}>
        <dt>{t('header.clock', { exchange })}</dt>
        <dd>
          {trouble !== null && <Icon name="warning" />}
          {venue.clockOffsetMs === null ? t('header.clockUnknown') : offset(venue.clockOffsetMs)}
          {trouble !== null && <span className="ck-hidden">{trouble}</span>}
        </dd>
      </div>
    </Tooltip>
  );
}
