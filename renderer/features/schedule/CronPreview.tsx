import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { formatTime } from '../../format/time.ts';
import { useOwned } from '../../ui/useOwned.ts';
import { PatternFault } from './PatternFault.tsx';
import { createPreviewStore, type PreviewStore } from './previewStore.ts';

type Props = Readonly<{
  /** Null while what is typed is no pattern. */
  cron: string | null;
}>;

const SHOWN = 5;

function NextTimes({ store, cron }: Props & Readonly<{ store: PreviewStore }>) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const { next, error } = useStore(store);
  useEffect(() => store.show(cron), [store, cron]);
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short' });
  if (error !== null) return <PatternFault pattern={cron ?? ''} message={error.message} />;
  if (next === null) return <p className="ck-dim">{cron === null ? '–' : t('schedule.loading')}</p>;
  if (next.length === 0) return <p data-tone="warn">{t('schedule.problem.never')}</p>;
  return (
    <ol aria-label={t('schedule.form.next')}>
      {next.slice(0, SHOWN).map((at) => (
        <li key={at}>
          {weekday.format(at)} {formatTime(at, 'local')}
        </li>
      ))}
    </ol>
  );
}

/** The next times a pattern names, on this PC's clock as the choice itself is, or why it names none. */
export function CronPreview({ client, cron }: Props & Readonly<{ client: DataClient }>) {
  const { t } = useTranslation();
  const store = useOwned(useCallback(() => createPreviewStore(client), [client]));
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div className="ck-cron-preview">
      <p>
        {t('schedule.form.next')} <span className="ck-dim">{t('schedule.form.zone', { zone })}</span>
      </p>
      {store !== null && <NextTimes store={store} cron={cron} />}
    </div>
  );
}
