import { Button, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/domain/alert.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Age } from '../../ui/Age.tsx';
import { SeverityBadge } from '../../ui/SeverityBadge.tsx';
import { AlertStateBadge } from './AlertStateBadge.tsx';
import { stateOf } from './alertRows.ts';
import type { AlertsStore } from './alertsStore.ts';
import type { AlertText } from './useAlertText.ts';

type Props = Readonly<{
  alert: Alert;
  text: AlertText;
  rowIndex: number;
  /** The one row whose buttons Tab stops at; the arrow keys move on from there. */
  isTabStop: boolean;
  isChosen: boolean;
  isOpened: boolean;
  store: AlertsStore;
}>;

/** One alert: how grave, what, about whom, since when, how often, and whether somebody knows. */
export function AlertLine({ alert, text, rowIndex, isTabStop, isChosen, isOpened, store }: Props) {
  const { t } = useTranslation();
  const { count, time } = useFormat();
  const { id, severity, subject, raisedAt, lastAt } = alert;
  const state = stateOf(alert);
  const isOpen = state === 'open';
  const tabIndex = isTabStop ? 0 : -1;
  const name = `${text.title}, ${subject}`;
  return (
    // The button in the row is the way in for the keyboard; the rest of the row is only a wider target.
    <tr aria-rowindex={rowIndex} aria-selected={isOpened} data-state={state} onClick={() => store.show(id)}>
      <td className="ck-alert-check">
        <Checkbox
          size="xs"
          tabIndex={tabIndex}
          aria-label={t('alerts.choose', { name })}
          disabled={!isOpen}
          checked={isChosen}
          onClick={(event) => event.stopPropagation()}
          onChange={(event) => store.choose([id], event.currentTarget.checked)}
        />
      </td>
      <td>
        <SeverityBadge severity={severity} />
      </td>
      <th scope="row" className="ck-cut">
        <button
          type="button"
          className="ck-alert-open"
          data-row={rowIndex}
          tabIndex={tabIndex}
          aria-label={t('alerts.open', { name })}
          title={text.body}
        >
          {text.title} <span className="ck-dim">· {text.body}</span>
        </button>
      </th>
      <td className="ck-cut" data-column="subject" title={subject}>
        {subject}
      </td>
      <td className="ck-number" title={time(raisedAt)}>
        <Age since={raisedAt} />
      </td>
      <td className="ck-number" data-column="last" title={time(lastAt)}>
        <Age since={lastAt} />
      </td>
      <td className="ck-number">{count(alert.count)}</td>
      <td>
        <AlertStateBadge state={state} />
      </td>
      <td>
        {isOpen && (
          <Button
            size="compact-xs"
            variant="default"
            tabIndex={tabIndex}
            aria-label={t('alerts.acknowledgeOne', { name })}
            onClick={(event) => {
              event.stopPropagation();
              void store.acknowledge([id]);
            }}
          >
            {t('alerts.acknowledge')}
          </Button>
        )}
      </td>
    </tr>
  );
}
