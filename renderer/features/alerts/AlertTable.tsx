import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Alert } from '../../../shared/domain/alert.ts';
import { useRowHeight } from '../../ui/density.ts';
import { useWindowedRows } from '../../ui/useWindowedRows.ts';
import { useRowFocus } from '../series/useRowFocus.ts';
import { AlertLine } from './AlertLine.tsx';
import { isOpen } from './alertRows.ts';
import type { AlertsStore } from './alertsStore.ts';
import type { AlertText } from './useAlertText.ts';

type Props = Readonly<{
  store: AlertsStore;
  alerts: readonly Alert[];
  textOf(alert: Alert): AlertText;
}>;

const COLUMNS = ['severity', 'what', 'subject', 'since', 'last', 'count', 'state', 'actions'] as const;
const NUMBERS: readonly string[] = ['since', 'last', 'count'];

/** The alerts that match; only those that can be seen are drawn. */
export function AlertTable({ store, alerts, textOf }: Props) {
  const { t } = useTranslation();
  const { chosen, opened } = useStore(store);
  const height = useRowHeight();
  const { host, first, end, above, below } = useWindowedRows(alerts.length, height);
  const { tabStop, onFocus, move } = useRowFocus(host, alerts.length, height);
  const isStopDrawn = tabStop - 2 >= first && tabStop - 2 < end;
  const stop = isStopDrawn ? tabStop : first + 2;
  const open = alerts.filter(isOpen).map(({ id }) => id);
  const chosenHere = open.filter((id) => chosen.has(id)).length;
  return (
    <div ref={host} className="ck-alert-scroll">
      <table
        className="ck-table ck-alert-table"
        aria-label={t('alerts.tab.list')}
        aria-rowcount={alerts.length + 1}
        onFocus={onFocus}
        onKeyDown={move}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="ck-alert-check">
              <Checkbox
                size="xs"
                aria-label={t('alerts.chooseAll')}
                disabled={open.length === 0}
                checked={open.length > 0 && chosenHere === open.length}
                indeterminate={chosenHere > 0 && chosenHere < open.length}
                onChange={(event) => store.choose(open, event.currentTarget.checked)}
              />
            </th>
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                data-column={column}
                className={NUMBERS.includes(column) ? 'ck-number' : undefined}
              >
                {t(`alerts.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr className="ck-spacer" style={{ height: above }} />}
          {alerts.slice(first, end).map((alert, i) => (
            <AlertLine
              key={alert.id}
              alert={alert}
              text={textOf(alert)}
              rowIndex={first + i + 2}
              isTabStop={first + i + 2 === stop}
              isChosen={chosen.has(alert.id)}
              isOpened={opened === alert.id}
              store={store}
            />
          ))}
          {below > 0 && <tr className="ck-spacer" style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}
