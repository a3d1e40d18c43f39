import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { CoverageStore } from '../series/coverageStore.ts';
import { type ActionStores, useSeriesActions } from '../series/useSeriesActions.ts';
import { HistoryList } from './HistoryList.tsx';
import { ReportView } from './ReportView.tsx';
import { RunProgress } from './RunProgress.tsx';
import { RunTools } from './RunTools.tsx';

export type VerifyStores = ActionStores & Readonly<{ coverage: CoverageStore }>;

/** Proves what is stored, says in words what is wrong and what mends it, and remembers what was found before. */
export function VerifyScreen({ stores }: Readonly<{ stores: VerifyStores }>) {
  const { t } = useTranslation();
  const { verify, navigation, coverage } = stores;
  const actions = useSeriesActions(stores);
  const { running, report, error, wasCancelled } = useStore(verify);
  useEffect(() => void verify.loadHistory(), [verify]);

  return (
    <div className="ck-verify">
      <section className="ck-panel ck-verify-report" aria-labelledby="verify-title">
        <div className="ck-toolbar">
          <h2 id="verify-title">{t('verify.title')}</h2>
          <RunTools store={verify} coverage={coverage} onChecks={() => navigation.go({ screen: 'review' })} />
        </div>
        {running !== null && <RunProgress run={running} onCancel={verify.cancel} />}
        {error !== null && <ErrorNotice error={error} />}
        {wasCancelled && (
          <p role="status" className="ck-dim">
            {t('verify.cancelled')}
          </p>
        )}
        {report !== null && (
          <ReportView report={report} store={verify} actions={actions} navigation={navigation} />
        )}
        {report === null && running === null && error === null && !wasCancelled && (
          <div className="ck-empty">
            <h3>{t('verify.emptyTitle')}</h3>
            <p>{t('verify.emptyText')}</p>
          </div>
        )}
      </section>
      <HistoryList store={verify} />
    </div>
  );
}
