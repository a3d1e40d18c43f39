import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { VerifySummary } from '../../../shared/contract/calls.ts';
import { SeriesStatus } from '../../../shared/domain/coverage.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { VerifyStore } from './verifyStore.ts';

type LineProps = Readonly<{ summary: VerifySummary; isShown: boolean; onShow(id: number): void }>;

function HistoryLine({ summary, isShown, onShow }: LineProps) {
  const { t } = useTranslation();
  const { time, count } = useFormat();
  const total = SeriesStatus.options.reduce((sum, status) => sum + (summary.counts[status] ?? 0), 0);
  const good = summary.counts.ok ?? 0;
  return (
    <li>
      <button
        type="button"
        className="ck-history-line"
        aria-current={isShown ? 'true' : undefined}
        onClick={() => onShow(summary.id)}
      >
        <time>{time(summary.at)}</time>
        <StatusBadge status={summary.overall} />
        <span className="ck-dim">
          {t('verify.goodOf', { good: count(good), total: count(total) })}
          {summary.deep && ` · ${t('verify.deep')}`}
        </span>
      </button>
    </li>
  );
}

/** The reports made before, newest first; each one can be looked at again. */
export function HistoryList({ store }: Readonly<{ store: VerifyStore }>) {
  const { t } = useTranslation();
  const { value, error } = useStore(store, (state) => state.history);
  const shownId = useStore(store, (state) => state.shownId);
  return (
    <section className="ck-panel ck-verify-history" aria-labelledby="history-title">
      <h2 id="history-title">{t('verify.history')}</h2>
      {error !== null && <ErrorNotice error={error} onRetry={() => void store.loadHistory()} />}
      {value?.length === 0 && <p className="ck-dim">{t('verify.historyEmpty')}</p>}
      <ul>
        {value?.map((summary) => (
          <HistoryLine
            key={summary.id}
            summary={summary}
            isShown={summary.id === shownId}
            onShow={(id) => void store.show(id)}
          />
        ))}
      </ul>
    </section>
  );
}
