import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../format/FormatContext.tsx';
import { JobsFact } from '../jobs/JobsFact.tsx';
import type { JobsStore } from '../jobs/jobsStore.ts';
import type { LiveStore } from '../live/liveStore.ts';
import type { SettingsStore } from '../settings/settingsStore.ts';
import { SimulatedMark } from './SimulatedMark.tsx';
import { StatusSwitches } from './StatusSwitches.tsx';
import type { StatusStore } from './statusStore.ts';
import { VenueFact } from './VenueFact.tsx';

type Props = Readonly<{
  status: StatusStore;
  settings: SettingsStore;
  jobs: JobsStore;
  live: LiveStore;
  /** Shows what runs. */
  onJobs(): void;
}>;

/** The line under everything: how the venues, the work and the store are, and how times and words are written. */
export function StatusBar({ status, settings, jobs, live, onJobs }: Props) {
  const { t } = useTranslation();
  const { bytes } = useFormat();
  const value = useStore(status, (state) => state.status.value);
  const venues = useStore(live, (state) => state.venues);
  return (
    <section className="ck-status-bar" aria-label={t('frame.status')}>
      <SimulatedMark status={status} />
      <dl className="ck-facts">
        {value?.venues.map((venue) => (
          <VenueFact
            key={venue.exchange}
            venue={venue}
            live={venues.find(({ exchange }) => exchange === venue.exchange) ?? null}
          />
        ))}
        {value !== null && (
          <div>
            <dt>{t('header.store')}</dt>
            <dd>{bytes(value.storeBytes)}</dd>
          </div>
        )}
      </dl>
      <JobsFact store={jobs} onOpen={onJobs} />
      <StatusSwitches store={settings} />
    </section>
  );
}
