import { useTranslation } from 'react-i18next';
import type { SeriesStatus } from '../../shared/domain/coverage.ts';
import type { JobState } from '../../shared/domain/job.ts';
import { Icon, type IconName } from './icons.tsx';

type Tone = 'good' | 'warn' | 'bad' | 'idle' | 'busy';
type Look = Readonly<{ icon: IconName; tone: Tone }>;

const SERIES: Readonly<Record<SeriesStatus, Look>> = {
  ok: { icon: 'check', tone: 'good' },
  stale: { icon: 'clock', tone: 'warn' },
  incomplete: { icon: 'half', tone: 'warn' },
  missing: { icon: 'ring', tone: 'bad' },
};

const JOBS: Readonly<Record<JobState, Look>> = {
  queued: { icon: 'dots', tone: 'idle' },
  running: { icon: 'play', tone: 'busy' },
  paused: { icon: 'bars', tone: 'idle' },
  done: { icon: 'check', tone: 'good' },
  incomplete: { icon: 'half', tone: 'warn' },
  failed: { icon: 'cross', tone: 'bad' },
  cancelled: { icon: 'slash', tone: 'idle' },
};

function Badge({ look, label }: Readonly<{ look: Look; label: string }>) {
  return (
    <span className="ck-badge" data-tone={look.tone}>
      <Icon name={look.icon} />
      {label}
    </span>
  );
}

/** Says how good a series is, in a word and a shape. */
export function StatusBadge({ status }: Readonly<{ status: SeriesStatus }>) {
  const { t } = useTranslation();
  return <Badge look={SERIES[status]} label={t(`status.${status}`)} />;
}

/** Says that what a job stored has been taken back. */
export function UndoneBadge() {
  const { t } = useTranslation();
  return <Badge look={{ icon: 'retry', tone: 'idle' }} label={t('jobs.undone')} />;
}

/** Says what a job is doing, in a word and a shape. */
export function JobBadge({ state }: Readonly<{ state: JobState }>) {
  const { t } = useTranslation();
  return <Badge look={JOBS[state]} label={t(`jobs.state.${state}`)} />;
}
