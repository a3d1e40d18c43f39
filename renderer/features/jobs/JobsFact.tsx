import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../format/FormatContext.tsx';
import type { JobsStore } from './jobsStore.ts';
import { overallProgress } from './overall.ts';

type Props = Readonly<{ store: JobsStore; onOpen(): void }>;

/** What runs, how far all of it is and how long it takes, on one line that opens the jobs. */
export function JobsFact({ store, onOpen }: Props) {
  const { t } = useTranslation();
  const { percent, duration } = useFormat();
  const jobs = useStore(store, (state) => state.value);
  const overall = overallProgress(jobs ?? []);
  return (
    <button
      type="button"
      className="ck-status-button ck-jobs-fact"
      title={`${t('jobs.title')} · Ctrl J`}
      onClick={onOpen}
    >
      {overall === null ? (
        <span className="ck-dim">{t('frame.jobsNone')}</span>
      ) : (
        <>
          <span>
            {t('frame.jobsRunning', { count: overall.running, percent: percent(overall.fraction) })}
          </span>
          <Progress
            value={overall.fraction * 100}
            size={4}
            w={96}
            aria-hidden="true"
            transitionDuration={200}
          />
          {overall.left !== null && <span>{t('frame.jobsLeft', { duration: duration(overall.left) })}</span>}
        </>
      )}
    </button>
  );
}
