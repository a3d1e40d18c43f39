import { useTranslation } from 'react-i18next';
import type { LiveVenue } from '../../../shared/domain/live.ts';
import { problemWords } from '../../../shared/words/problems.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Icon } from '../../ui/icons.tsx';

/** What is wrong with a venue, the gravest first, and what to do about it; nothing when nothing is. */
export function VenueTrouble({ venue }: Readonly<{ venue: LiveVenue }>) {
  const { t } = useTranslation();
  const { latency, language } = useFormat();
  const exchange = t(`exchange.${venue.exchange}`);
  if (!venue.clockTrusted)
    return (
      <p className="ck-venue-trouble" data-tone="bad">
        <Icon name="clock" />
        {t('ingestion.clockWrong', { offset: latency(Math.abs(venue.clockOffsetMs ?? 0)) })}
      </p>
    );
  if (venue.circuit === 'open')
    return (
      <p className="ck-venue-trouble" data-tone="bad">
        <Icon name="slash" />
        {t('ingestion.circuitHelp', { exchange })}
      </p>
    );
  if (venue.lastError === null) return null;
  return (
    <p className="ck-venue-trouble" data-tone={venue.socket === 'open' ? 'idle' : 'warn'}>
      <Icon name="warning" />
      <span className="ck-wrap">
        {t('ingestion.venueError', { problem: problemWords(venue.lastError, language) })}{' '}
        {venue.socket === 'open'
          ? t('ingestion.venueErrorOver')
          : t('ingestion.venueErrorTodo', { exchange })}
      </span>
    </p>
  );
}
