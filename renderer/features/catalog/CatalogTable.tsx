import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InstrumentId } from '../../../shared/domain/instrument.ts';
import { useRowHeight } from '../../ui/density.ts';
import { useWindowedRows } from '../../ui/useWindowedRows.ts';
import { useRowFocus } from '../series/useRowFocus.ts';
import { CatalogRow } from './CatalogRow.tsx';
import type { CatalogEdits } from './catalogEdits.ts';
import type { Line } from './entryState.ts';

type Props = Readonly<{
  lines: readonly Line[];
  edits: CatalogEdits;
  onRemove(line: Line): void;
  onBackfill(line: Line): void;
}>;

const COLUMNS = [
  'symbol',
  'state',
  'timeframes',
  'candles',
  'tick',
  'step',
  'minQty',
  'contract',
  'leverage',
  'listed',
  'actions',
] as const;
const NUMBERS: readonly string[] = ['candles', 'tick', 'step', 'minQty', 'contract', 'leverage', 'listed'];

/** The instruments of the catalog. Only the rows that can be seen are drawn. */
export function CatalogTable({ lines, edits, onRemove, onBackfill }: Props) {
  const { t } = useTranslation();
  const rowHeight = useRowHeight();
  const { host, first, end, above, below } = useWindowedRows(lines.length, rowHeight);
  const focus = useRowFocus(host, lines.length, rowHeight);
  const [edited, setEdited] = useState<InstrumentId | null>(null);
  const isStopDrawn = focus.tabStop - 2 >= first && focus.tabStop - 2 < end;
  const stop = isStopDrawn ? focus.tabStop : first + 2;

  return (
    <div ref={host} className="ck-catalog-scroll">
      <table
        className="ck-table ck-catalog-table"
        aria-label={t('catalog.title')}
        aria-rowcount={lines.length + 1}
      >
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                data-column={column}
                className={NUMBERS.includes(column) ? 'ck-number' : undefined}
              >
                {t(`catalog.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onFocus={focus.onFocus} onKeyDown={(event: KeyboardEvent) => void focus.move(event)}>
          {above > 0 && <tr className="ck-spacer" style={{ height: above }} />}
          {lines.slice(first, end).map((line, i) => (
            <CatalogRow
              key={line.id}
              line={line}
              rowIndex={first + i + 2}
              isTabStop={first + i + 2 === stop}
              isEdited={line.id === edited}
              edits={edits}
              onEdit={(isOn) => setEdited(isOn ? line.id : null)}
              onRemove={onRemove}
              onBackfill={onBackfill}
            />
          ))}
          {below > 0 && <tr className="ck-spacer" style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}
