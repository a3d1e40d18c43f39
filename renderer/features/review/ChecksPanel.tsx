import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { CheckKind, type CheckReport } from '../../../shared/domain/quality.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { LimitsDialog } from '../limits/LimitsDialog.tsx';
import type { LimitsStore } from '../limits/limitsStore.ts';
import { CheckCard } from './CheckCard.tsx';
import type { ChecksStore } from './checksStore.ts';
import { RebuildDialog } from './RebuildDialog.tsx';

type Props = Readonly<{ store: ChecksStore; limits: LimitsStore; onVerify(): void }>;

/** The deep checks: what each one proves, when it was run last, what it found, and the button that runs it. */
export function ChecksPanel({ store, limits, onVerify }: Props) {
  const { t } = useTranslation();
  const { language, count } = useFormat();
  // A drift is parts of a thousandth: two digits of it, wherever they begin.
  const rate = (share: number): string =>
    new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: 2 }).format(share);
  const { history, isRebuilding } = useStore(store);
  const [rebuilding, setRebuilding] = useState<CheckReport | null>(null);
  useEffect(() => void store.loadHistory(), [store]);
  const { value, error } = history;
  const canary = value?.canary;

  const rebuild = async ({ series }: CheckReport): Promise<void> => {
    const answer = await store.rebuild(
      series.filter(({ found }) => found > 0).map(({ seriesId }) => seriesId),
    );
    setRebuilding(null);
    if (typeof answer === 'number') {
      notifications.show({ message: t('checks.rebuilt', { count: answer }) });
      void store.run('ledger');
    } else {
      notifications.show({
        color: 'red',
        title: t(`error.what.${answer.code}`),
        message: t('error.detail', { message: answer.message }),
      });
    }
  };
  return (
    <section className="ck-panel ck-checks" aria-labelledby="checks-title">
      <div className="ck-toolbar">
        <h2 id="checks-title">{t('checks.title')}</h2>
        <div className="ck-tools">
          <Button size="compact-sm" variant="default" onClick={onVerify}>
            {t('review.toVerify')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => void limits.open()}>
            {t('limits.open')}
          </Button>
        </div>
      </div>
      {error !== null && <ErrorNotice error={error} onRetry={() => void store.loadHistory()} />}
      <ul className="ck-check-list">
        {CheckKind.options.map((kind) => (
          <CheckCard
            key={kind}
            store={store}
            kind={kind}
            last={value?.reports.find((report) => report.kind === kind) ?? null}
            onRebuild={kind === 'ledger' ? setRebuilding : null}
          >
            {kind === 'canary' && canary !== undefined && canary.days > 0 && (
              <p className="ck-check-rate">
                {t('checks.drift', {
                  rate: rate(canary.changed / Math.max(1, canary.candles)),
                  drifted: count(canary.drifted),
                  days: count(canary.days),
                })}
              </p>
            )}
          </CheckCard>
        ))}
      </ul>
      <RebuildDialog
        report={rebuilding}
        isRunning={isRebuilding}
        onKeep={() => setRebuilding(null)}
        onRebuild={(report) => void rebuild(report)}
      />
      <LimitsDialog store={limits} />
    </section>
  );
}
