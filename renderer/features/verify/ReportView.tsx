import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { VerifyReport } from '../../../shared/contract/calls.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import type { NavigationStore } from '../../state/navigation.ts';
import { Choice } from '../../ui/Choice.tsx';
import type { SeriesActions } from '../series/useSeriesActions.ts';
import { isGood } from './issues.ts';
import { ReportHead } from './ReportHead.tsx';
import { ReportRow } from './ReportRow.tsx';
import type { VerifyStore } from './verifyStore.ts';

type Props = Readonly<{
  report: VerifyReport;
  store: VerifyStore;
  actions: SeriesActions;
  navigation: NavigationStore;
}>;

/** Lines differ in height, so they are not windowed; more of them come when they are asked for. */
const PAGE = 300;

type Which = 'bad' | 'all';
const COLUMNS = ['series', 'status', 'coverage', 'issues', 'mend'] as const;

/** The findings of one verification: the verdict, then each series with what is wrong and what mends it. */
export function ReportView({ report, store, actions, navigation }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const comparison = useStore(store, (state) => state.comparison);
  const [wanted, setWanted] = useState<Which>('bad');
  const [most, setMost] = useState(PAGE);
  const bad = report.series.filter((one) => !isGood(one));
  const good = report.series.filter(isGood);
  // With nothing wrong, a list of what is wrong would be an empty page.
  const which = bad.length === 0 ? 'all' : wanted;
  const lines = which === 'bad' ? bad : [...bad, ...good];
  const shown = lines.slice(0, most);
  return (
    <>
      <ReportHead report={report} bad={bad.length} comparison={comparison} />
      {bad.length > 0 && (
        <div className="ck-toolbar">
          <Choice<Which>
            label={t('verify.which')}
            value={which}
            options={[
              { value: 'bad', label: t('verify.onlyBad', { amount: count(bad.length) }) },
              { value: 'all', label: t('verify.whole', { amount: count(report.series.length) }) },
            ]}
            onChange={setWanted}
          />
        </div>
      )}
      <section className="ck-verify-scroll" aria-label={t('verify.report')}>
        <table className="ck-table ck-verify-table" aria-label={t('verify.report')}>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" data-column={column}>
                  {t(`verify.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <ReportRow
                key={one.id}
                one={one}
                before={comparison?.before.get(one.id) ?? null}
                actions={actions}
                navigation={navigation}
              />
            ))}
          </tbody>
        </table>
        {shown.length < lines.length && (
          <Button size="compact-sm" variant="default" onClick={() => setMost(most + PAGE)}>
            {t('verify.more', { amount: count(lines.length - shown.length) })}
          </Button>
        )}
      </section>
    </>
  );
}
