import { Tooltip } from '@mantine/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { VenueStatus } from '../../../shared/contract/calls.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Countdown } from '../../ui/Countdown.tsx';
import { Icon } from '../../ui/icons.tsx';

type Props = Readonly<{ venue: VenueStatus }>;

/** One venue: how far its clock is from this PC's, and what it holds against us, when it does. */
export function VenueFact({ venue }: Props) {
  const { t } = useTranslation();
  const { offset, time } = useFormat();
  const { blockedUntil, lastError, clockOffsetMs } = venue;
  const exchange = t(`exchange.${venue.exchange}`);
  const sayPause = useCallback((duration: string) => t('frame.venueLeft', { duration }), [t]);
  const trouble =
    blockedUntil === null
      ? lastError && t('header.venueProblem', { exchange, problem: lastError })
      : t('header.blocked', { exchange, time: time(blockedUntil) });
  return (
    <Tooltip label={trouble ?? t('header.clockHelp')} multiline maw={360}>
      <div data-tone={trouble === null ? undefined : 'warn'}>
        <dt>
          <Icon name={trouble === null ? 'check' : 'warning'} />
          <span className="ck-hidden">{t('header.clock', { exchange })}</span>
          <span aria-hidden="true">{exchange}</span>
        </dt>
        <dd>
          {blockedUntil === null ? (
            clockOffsetMs === null ? (
              t('header.clockUnknown')
            ) : (
              offset(clockOffsetMs)
            )
          ) : (
            <Countdown until={blockedUntil} say={sayPause} />
          )}
          {trouble !== null && <span className="ck-hidden">{trouble}</span>}
        </dd>
      </div>
    </Tooltip>
  );
}
