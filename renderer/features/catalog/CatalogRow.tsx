import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CatalogEntry } from '../../../shared/contract/calls.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { decimalsOf } from '../../format/price.ts';
import type { CatalogEdits } from './catalogEdits.ts';
import type { Line } from './entryState.ts';
import { StateBadge } from './StateBadge.tsx';
import { TimeframesEditor } from './TimeframesEditor.tsx';
import { suggestedOf } from './timeframesForm.ts';

type Props = Readonly<{
  line: Line;
  rowIndex: number;
  /** The one row whose buttons Tab stops at; the arrow keys move on from there. */
  isTabStop: boolean;
  isEdited: boolean;
  edits: CatalogEdits;
  onEdit(isOn: boolean): void;
  onRemove(line: Line): void;
  onBackfill(line: Line): void;
}>;

const SIZES = ['tickSize', 'stepSize', 'minQty', 'contractSize'] as const;

/** Returns `1–125×`, `125×` or null. */
function leverageOf({ leverageMin, leverageMax }: CatalogEntry): string | null {
  if (leverageMax === null) return null;
  return leverageMin === null ? `${leverageMax}×` : `${leverageMin}–${leverageMax}×`;
}

/** One instrument: what it is to the trader, what is wanted of it, what the venue says of it, what can be done. */
export function CatalogRow(props: Props) {
  const { line, rowIndex, isTabStop, isEdited, edits, onEdit, onRemove, onBackfill } = props;
  const { t } = useTranslation();
  const { count, price, time } = useFormat();
  const { entry, state, candles } = line;
  const name = `${entry.exchange} ${entry.symbol}`;
  const tabIndex = isTabStop ? 0 : -1;
  const isUsed = state === 'active' || state === 'paused';
  // What the venue has not been asked for yet is unknown, not absent.
  const unknown = entry.completed ? undefined : t('catalog.notRead');
  const button = (action: 'use' | 'activate' | 'pause' | 'backfill' | 'remove', onClick: () => void) => (
    <Button
      size="compact-xs"
      variant="default"
      tabIndex={tabIndex}
      aria-label={t('catalog.actionOf', { action: t(`catalog.action.${action}`), name })}
      onClick={onClick}
    >
      {t(`catalog.action.${action}`)}
    </Button>
  );
  return (
    <tr aria-rowindex={rowIndex} data-state={state}>
      <th scope="row">
        {entry.symbol} <span className="ck-dim">{t(`exchange.${entry.exchange}`)}</span>
      </th>
      <td>
        <StateBadge state={state} delistedAt={entry.delistedAt} />
      </td>
      <td className="ck-cut">
        <TimeframesEditor
          line={line}
          rowIndex={rowIndex}
          tabIndex={tabIndex}
          isOpen={isEdited}
          edits={edits}
          onOpen={onEdit}
        />
      </td>
      <td className="ck-number">{count(candles)}</td>
      {SIZES.map((size) => {
        const value = entry[size];
        return (
          <td key={size} className="ck-number" title={value === null ? unknown : undefined}>
            {value === null ? '–' : price(value, decimalsOf(value))}
          </td>
        );
      })}
      <td className="ck-number" title={unknown}>
        {leverageOf(entry) ?? '–'}
      </td>
      <td className="ck-number">{entry.listedAt === null ? '–' : time(entry.listedAt).slice(0, 10)}</td>
      <td className="ck-row-actions">
        {!isUsed && button('use', () => void edits.setTimeframes(entry.id, suggestedOf(entry)))}
        {state === 'paused' && button('activate', () => void edits.setActive(entry.id, true))}
        {state === 'active' && button('pause', () => void edits.setActive(entry.id, false))}
        {isUsed && button('backfill', () => onBackfill(line))}
        {button('remove', () => onRemove(line))}
      </td>
    </tr>
  );
}
