import { Button } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveVenue } from '../../../shared/domain/live.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Age } from '../../ui/Age.tsx';
import { Countdown } from '../../ui/Countdown.tsx';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { byThisClock } from '../live/clock.ts';
import type { LiveActions } from '../live/useLiveActions.ts';
import { VenueTrouble } from './VenueTrouble.tsx';

type Tone = 'good' | 'warn' | 'bad' | 'idle' | 'busy';

const SOCKETS: Readonly<Record<LiveVenue['socket'], Readonly<{ icon: IconName; tone: Tone }>>> = {
  open: { icon: 'check', tone: 'good' },
  connecting: { icon: 'dots', tone: 'busy' },
  waiting: { icon: 'clock', tone: 'warn' },
  closed: { icon: 'slash', tone: 'idle' },
};
/** From here on the venue's quota is nearly spent: backfills slow down so that live data does not. */
const HIGH_USE = 0.8;

type FactProps = Readonly<{ label: string; help?: string; tone?: Tone | undefined; children: ReactNode }>;

function Fact({ label, help, tone, children }: FactProps) {
  return (
    <div title={help} data-tone={tone}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function QuotaMeter({ used }: Readonly<{ used: number }>) {
  const { t } = useTranslation();
  const { part } = useFormat();
  return (
    <span className="ck-meter">
      <meter min={0} max={1} high={HIGH_USE} value={Math.min(1, used)} aria-label={t('ingestion.quota')} />
      {part(used)}
    </span>
  );
}

/** One venue: its line, its clock, its quota and its circuit breaker, and the button that dials again. */
export function VenueCard({ venue, actions }: Readonly<{ venue: LiveVenue; actions: LiveActions }>) {
  const { t } = useTranslation();
  const { count, offset, latency } = useFormat();
  const exchange = t(`exchange.${venue.exchange}`);
  const { icon, tone } = SOCKETS[venue.socket];
  const clockOffset = venue.clockOffsetMs ?? 0;
  const sayLeft = useCallback((duration: string) => t('ingestion.circuitLeft', { duration }), [t]);
  const isShort = venue.active < venue.desired;
  return (
    <section className="ck-panel ck-venue" aria-label={exchange}>
      <div className="ck-toolbar">
        <h3>{exchange}</h3>
        <span className="ck-badge" data-tone={tone}>
          <Icon name={icon} />
          {t(`ingestion.socket.${venue.socket}`)}
        </span>
        {venue.socketSince !== null && (
          <span className="ck-dim ck-number" title={t('ingestion.socketSince')}>
            <Age since={byThisClock(venue.socketSince, clockOffset)} />
          </span>
        )}
        <div className="ck-tools">
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<Icon name="retry" />}
            aria-label={t('ingestion.reconnectOf', { exchange })}
            title={t('ingestion.reconnectHelp')}
            onClick={() => actions.reconnect(venue.exchange)}
          >
            {t('ingestion.reconnect')}
          </Button>
        </div>
      </div>
      <dl className="ck-venue-facts">
        <Fact label={t('ingestion.latency')} help={t('ingestion.latencyHelp')}>
          {venue.latencyMs === null ? '–' : latency(venue.latencyMs)}
        </Fact>
        <Fact label={t('ingestion.messages')}>
          {t('ingestion.perSecond', { count: count(venue.messagesPerSecond) })}
        </Fact>
        <Fact
          label={t('ingestion.subscriptions')}
          help={t('ingestion.subscriptionsHelp')}
          tone={isShort ? 'warn' : undefined}
        >
          {t('ingestion.ofDesired', { active: count(venue.active), desired: count(venue.desired) })}
        </Fact>
        <Fact label={t('ingestion.quota')} help={t('ingestion.quotaHelp')}>
          <QuotaMeter used={venue.weightUsed} />
        </Fact>
        <Fact
          label={t('ingestion.clock')}
          help={t('header.clockHelp')}
          tone={venue.clockTrusted ? undefined : 'bad'}
        >
          {venue.clockOffsetMs === null ? '–' : offset(venue.clockOffsetMs)}
        </Fact>
        <Fact label={t('ingestion.reconnects')}>{count(venue.reconnects)}</Fact>
        <Fact
          label={t('ingestion.circuit')}
          help={t('ingestion.circuitWhat')}
          tone={venue.circuit === 'open' ? 'bad' : undefined}
        >
          {venue.circuit === 'closed' ? (
            t('ingestion.circuitClosed')
          ) : (
            <>
              {t('ingestion.circuitOpen')}
              {venue.circuitUntil !== null && (
                <>
                  {' · '}
                  <Countdown until={byThisClock(venue.circuitUntil, clockOffset)} say={sayLeft} />
                </>
              )}
            </>
          )}
        </Fact>
      </dl>
      <VenueTrouble venue={venue} />
    </section>
  );
}
