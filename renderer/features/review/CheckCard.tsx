import { Button, Progress } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CheckKind, CheckReport } from '../../../shared/domain/quality.ts';
import { problemWords } from '../../../shared/words/problems.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Age } from '../../ui/Age.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { CheckFindings } from './CheckFindings.tsx';
import type { ChecksStore } from './checksStore.ts';

type Props = Readonly<{
  store: ChecksStore;
  kind: CheckKind;
  last: CheckReport | null;
  /** Offers to mend what the check contradicts; null where nothing can be mended that way. */
  onRebuild: ((report: CheckReport) => void) | null;
  children?: ReactNode;
}>;

const RESULTS: Readonly<Record<CheckReport['result'], Readonly<{ icon: IconName; tone: string }>>> = {
  ok: { icon: 'check', tone: 'good' },
  found: { icon: 'warning', tone: 'warn' },
  failed: { icon: 'cross', tone: 'bad' },
  cancelled: { icon: 'slash', tone: 'idle' },
};

function LastRun({ report }: Readonly<{ report: CheckReport }>) {
  const { t } = useTranslation();
  const { count, time, language } = useFormat();
  const ago = useCallback((duration: string) => t('checks.ago', { duration }), [t]);
  const { icon, tone } = RESULTS[report.result];
  const amounts = { checked: count(report.checked), found: count(report.found) };
  return (
    <>
      <p>
        <span className="ck-badge" data-tone={tone}>
          <Icon name={icon} />
          {t(`checks.result.${report.result}`, amounts)}
        </span>{' '}
        <span className="ck-dim" title={time(report.finishedAt)}>
          <Age since={report.finishedAt} say={ago} />
        </span>
      </p>
      {report.problem !== null && <p className="ck-dim ck-wrap">{problemWords(report.problem, language)}</p>}
    </>
  );
}

/** One deep check: what it proves, how far it is or what it found last. */
export function CheckCard({ store, kind, last, onRebuild, children }: Props) {
  const { t } = useTranslation();
  const { count, percent } = useFormat();
  const running = useStore(store, (state) => state.running);
  const error = useStore(store, (state) => state.errors[kind] ?? null);
  const isOwn = running?.kind === kind;
  const name = t(`checks.kind.${kind}`);
  const share = isOwn && running.total > 0 ? running.done / running.total : null;
  const isContradicted = last?.result === 'found';
  return (
    <li className="ck-check" aria-label={name}>
      <div className="ck-check-head">
        <h3>{name}</h3>
        {isOwn ? (
          <Button size="compact-xs" variant="default" onClick={store.cancel}>
            {t('checks.cancel')}
          </Button>
        ) : (
          <Button
            size="compact-xs"
            variant="default"
            disabled={running !== null}
            aria-label={t('checks.runOf', { name })}
            onClick={() => void store.run(kind)}
          >
            {t('checks.run')}
          </Button>
        )}
      </div>
      <p className="ck-dim">{t(`checks.help.${kind}`)}</p>
      {isOwn && (
        <>
          <Progress
            value={(share ?? 1) * 100}
            animated={share === null}
            size={4}
            aria-label={t('checks.progressOf', { name })}
            transitionDuration={200}
          />
          <p role="status" className="ck-number ck-check-progress">
            {share === null
              ? t('checks.starting')
              : t('checks.progress', {
                  done: count(running.done),
                  total: count(running.total),
                  share: percent(share),
                })}
          </p>
        </>
      )}
      {error !== null && <ErrorNotice error={error} onRetry={() => void store.run(kind)} />}
      {!isOwn && last !== null && <LastRun report={last} />}
      {!isOwn && last === null && error === null && <p className="ck-dim">{t('checks.never')}</p>}
      {children}
      {!isOwn && last !== null && <CheckFindings report={last} />}
      {!isOwn && isContradicted && onRebuild !== null && (
        <Button size="compact-xs" leftSection={<Icon name="retry" />} onClick={() => onRebuild(last)}>
          {t('checks.rebuild')}
        </Button>
      )}
    </li>
  );
}
