import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { NavigationStore } from '../../state/navigation.ts';
import { Choice } from '../../ui/Choice.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { FilterField } from '../../ui/FilterField.tsx';
import { filterJobs, WHICH, type Which } from './filterJobs.ts';
import { JobList } from './JobList.tsx';
import type { JobsStore } from './jobsStore.ts';

type Props = Readonly<{ client: DataClient; store: JobsStore; navigation: NavigationStore }>;

/** Everything that was ever asked to be downloaded: what runs, whose turn is next, what ended and how. */
export function JobsScreen({ client, store, navigation }: Props) {
  const { t } = useTranslation();
  const { value, error } = useStore(store);
  const opened = useStore(navigation, ({ place }) => (place.screen === 'jobs' ? place.jobId : undefined));
  const [which, setWhich] = useState<Which>('all');
  const [text, setText] = useState('');
  const jobs = value ?? [];
  const shown = useMemo(() => filterJobs(jobs, which, text), [jobs, which, text]);
  return (
    <section className="ck-panel ck-jobs ck-jobs-screen" aria-labelledby="jobs-title">
      <div className="ck-toolbar">
        <h2 id="jobs-title">{t('jobs.title')}</h2>
        {jobs.length > 0 && (
          <>
            <Choice
              label={t('jobs.show')}
              value={which}
              options={WHICH.map((one) => ({
                value: one,
                label: `${t(`jobs.which.${one}`)} ${filterJobs(jobs, one, '').length}`,
              }))}
              onChange={(chosen) => setWhich(chosen)}
            />
            <FilterField
              label={t('jobs.filterText')}
              placeholder={t('jobs.filterPlaceholder')}
              value={text}
              onChange={setText}
            />
          </>
        )}
      </div>
      {error !== null && <ErrorNotice error={error} onRetry={() => void store.load()} />}
      {value?.length === 0 && (
        <div className="ck-empty">
          <p>{t('jobs.empty')}</p>
          <Button variant="default" onClick={() => navigation.go({ screen: 'coverage' })}>
            {t('jobs.startBackfill')}
          </Button>
        </div>
      )}
      {jobs.length > 0 && shown.length === 0 && <p className="ck-empty">{t('jobs.noMatch')}</p>}
      <JobList client={client} store={store} jobs={jobs} shown={shown} opened={opened} />
    </section>
  );
}
