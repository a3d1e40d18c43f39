import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../format/FormatContext.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { BuilderStore } from './builderStore.ts';
import { LeakTable } from './LeakTable.tsx';
import type { RunStore } from './runStore.ts';
import { Verdict } from './Verdict.tsx';

type Props = Readonly<{ builder: BuilderStore; runs: RunStore; onTest(): void }>;

/** The newest leak test: what it found, and whether it was made of the frame that is put together now. */
export function LeakView({ builder, runs, onTest }: Props) {
  const { t } = useTranslation();
  const { count, time } = useFormat();
  const { leaks, error, running, wasCancelled } = useStore(runs);
  const spec = useStore(builder, (state) => state.spec);
  const isOther = leaks !== null && JSON.stringify(leaks.spec) !== JSON.stringify(spec);
  const failed = leaks?.report.columns.filter(({ passed }) => !passed).length ?? 0;
  return (
    <div className="ck-frames-scroll">
      {error !== null && <ErrorNotice error={error} onRetry={onTest} />}
      {leaks === null && error === null && (
        <div className="ck-empty">
          {wasCancelled && <p role="status">{t('frames.leakCancelled')}</p>}
          <p>{t('frames.leakHelp')}</p>
          <Button variant="default" disabled={spec === null || running !== null} onClick={onTest}>
            {t('frames.leakTest')}
          </Button>
        </div>
      )}
      {leaks !== null && (
        <>
          <p className="ck-frames-verdict" role="status">
            <Verdict verdict={leaks.report.passed ? 'passed' : 'failed'} />{' '}
            <strong>
              {failed === 0
                ? t('frames.leakPassed', { count: leaks.report.columns.length })
                : t('frames.leakFailed', { count: failed })}
            </strong>{' '}
            <span className="ck-dim">
              {t('frames.leakMade', {
                rows: count(leaks.report.rows),
                seed: String(leaks.report.seed),
                time: time(leaks.at),
              })}
            </span>
          </p>
          {isOther && (
            <p className="ck-frames-verdict" data-tone="warn">
              {t('frames.leakOther')}
            </p>
          )}
          <LeakTable report={leaks.report} />
        </>
      )}
    </div>
  );
}
