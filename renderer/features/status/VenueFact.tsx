import { Tooltip } from '@mantine/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { VenueStatus } from '../../../shared/contract/calls.ts';
import type { LiveVenue } from '../../../shared/domain/live.ts';
import { problemWords } from '../../../shared/words/problems.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Countdown } from '../../ui/Countdown.tsx';
import { Icon } from '../../ui/icons.tsx';

type Props = Readonly<{
  venue: VenueStatus;
  /** How it is kept live; null while nobody has told. */
  live: LiveVenue | null;
}>;

/** Returns what is wrong with a venue's line, as far as it matters: one that nobody listens to cannot be down. */
function lineTrouble(live: LiveVenue | null): 'clock' | 'circuit' | 'line' | null {
  if (live === null || live.desired === 0) return null;
  if (!live.clockTrusted) return 'clock';
  if (live.circuit === 'open') return 'circuit';
  return live.socket === 'waiting' ? 'line' : null;
}

/** One venue: how far its clock is from this PC's, and what it holds against us, when it does. */
export function VenueFact({ venue, live }: Props) {
  const { t } = useTranslation();
  const { offset, time, count, language } = useFormat();
  const { blockedUntil, lastError } = venue;
  const clockOffsetMs = live?.clockOffsetMs ?? venue.clockOffsetMs;
  const exchange = t(`exchange.${venue.exchange}`);
  const sayPause = useCallback((duration: string) => t('frame.venueLeft', { duration }), [t]);
  const line = lineTrouble(live);
  const troubleOf = (): string | null => {
    if (blockedUntil !== null) return t('header.blocked', { exchange, time: time(blockedUntil) });
    if (line !== null) return t(`live.venueTrouble.${line}`, { exchange });
    if (lastError === null) return null;
    return t('header.venueProblem', { exchange, problem: problemWords(lastError, language) });
  };
  const trouble = troubleOf();
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
          {live !== null && live.desired > 0 && (
            <span className="ck-dim">
              {' · '}
              {t('live.ofDesired', { active: count(live.active), desired: count(live.desired) })}
            </span>
          )}
          {trouble !== null && <span className="ck-hidden">{trouble}</span>}
        </dd>
      </div>
    </Tooltip>
  );
}
