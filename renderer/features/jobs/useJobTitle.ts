import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../shared/domain/job.ts';
import { summarizeJob } from './progress.ts';

const SHOWN_SYMBOLS = 3;

/** Returns the name a job goes by: what it does, where, and to which symbols and timeframes. */
export function useJobTitle(): (job: Job) => string {
  const { t } = useTranslation();
  return useCallback(
    (job: Job) => {
      const { exchanges, symbols, timeframes } = summarizeJob(job);
      const more = symbols.length - SHOWN_SYMBOLS;
      const shown = symbols.slice(0, SHOWN_SYMBOLS).join(', ');
      return [
        t(`jobs.${job.kind}`),
        exchanges.map((exchange) => t(`exchange.${exchange}`)).join(', '),
        more > 0 ? `${shown} ${t('jobs.more', { count: more })}` : shown,
        timeframes.join(' '),
      ]
        .filter(Boolean)
        .join(' · ');
    },
    [t],
  );
}
