import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type AlertRule, ChannelKind } from '../../../shared/domain/alert.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { AlertSettingsStore } from './alertSettingsStore.ts';
import { RuleRow } from './RuleRow.tsx';

type Props = Readonly<{
  store: AlertSettingsStore;
  undoable(label: string, commit: () => unknown, onUndo: () => void): void;
  tabs: ReactNode;
}>;

const COLUMNS = ['enabled', 'what', 'severity', 'threshold', 'coolDown'] as const;

/** What is watched. Every change is kept at once, and can be taken back for a while. */
export function RuleTable({ store, undoable, tabs }: Props) {
  const { t } = useTranslation();
  const { value, error } = useStore(store, (state) => state.rules);
  const changeError = useStore(store, (state) => state.error);
  const change = async (before: AlertRule, part: Partial<AlertRule>): Promise<void> => {
    if (!(await store.setRule({ ...before, ...part }))) return;
    undoable(
      t('alerts.rule.changed', { name: t(`alerts.kind.${before.kind}`) }),
      // It is kept already; there is nothing left to do when the time is over.
      () => undefined,
      () => void store.setRule(before),
    );
  };
  return (
    <>
      <div className="ck-toolbar">
        {tabs}
        <span className="ck-dim">{t('alerts.rule.help')}</span>
      </div>
      {error !== null && <ErrorNotice error={error} onRetry={() => void store.load()} />}
      {changeError !== null && <ErrorNotice error={changeError} />}
      {value === null && error === null && (
        <p className="ck-loading" role="status">
          <Loader size="xs" /> {t('alerts.loading')}
        </p>
      )}
      {value !== null && (
        <div className="ck-alert-scroll">
          <table className="ck-table ck-rule-table" aria-label={t('alerts.tab.rules')}>
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col" data-column={column}>
                    {t(`alerts.rule.${column}`)}
                  </th>
                ))}
                {ChannelKind.options.map((kind) => (
                  <th key={kind} scope="col" data-column="channel">
                    {t(`alerts.channel.${kind}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {value.map((rule) => (
                <RuleRow key={rule.kind} rule={rule} onChange={(part) => void change(rule, part)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
