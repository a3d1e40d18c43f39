import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { FileReport } from '../../../shared/domain/import.ts';
import { useRowHeight } from '../../ui/density.ts';
import { useWindowedRows } from '../../ui/useWindowedRows.ts';
import { useRowFocus } from '../series/useRowFocus.ts';
import { FileLine } from './FileLine.tsx';
import { isReady } from './importRows.ts';
import type { ImportStore } from './importStore.ts';

type Props = Readonly<{
  store: ImportStore;
  files: readonly FileReport[];
  /** Nothing is left to be chosen in a report. */
  isReport: boolean;
}>;

const COLUMNS = [
  'file',
  'state',
  'market',
  'dialect',
  'rows',
  'range',
  'missing',
  'issues',
  'fresh',
  'equal',
  'different',
  'largest',
] as const;
const TEXTS: ReadonlySet<string> = new Set(['file', 'state', 'market', 'dialect']);

/** The files, one a line; only those that can be seen are drawn. */
export function FileTable({ store, files, isReport }: Props) {
  const { t } = useTranslation();
  const rowHeight = useRowHeight();
  const left = useStore(store, (state) => state.left);
  const opened = useStore(store, (state) => state.opened);
  const { host, first, end, above, below } = useWindowedRows(files.length, rowHeight);
  const { tabStop, onFocus, move } = useRowFocus(host, files.length, rowHeight);
  const isStopDrawn = tabStop - 2 >= first && tabStop - 2 < end;
  const stop = isStopDrawn ? tabStop : first + 2;
  const ready = files.filter(isReady);
  const chosen = ready.filter(({ path }) => !left.has(path)).length;
  const choose = (paths: readonly string[], isChosen: boolean): void => store.leave(paths, !isChosen);
  return (
    <div ref={host} className="ck-import-scroll">
      <table
        className="ck-table ck-import-table"
        aria-label={t('import.files')}
        aria-rowcount={files.length + 1}
        onFocus={onFocus}
        onKeyDown={move}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="ck-import-check">
              {!isReport && (
                <Checkbox
                  size="xs"
                  aria-label={t('import.chooseAll')}
                  disabled={ready.length === 0}
                  checked={ready.length > 0 && chosen === ready.length}
                  indeterminate={chosen > 0 && chosen < ready.length}
                  onChange={(event) =>
                    choose(
                      ready.map(({ path }) => path),
                      event.currentTarget.checked,
                    )
                  }
                />
              )}
            </th>
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                data-column={column}
                className={TEXTS.has(column) ? undefined : 'ck-number'}
                title={t(`import.columnHelp.${column}`)}
              >
                {t(`import.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr className="ck-spacer" style={{ height: above }} />}
          {files.slice(first, end).map((file, i) => (
            <FileLine
              key={file.path}
              file={file}
              rowIndex={first + i + 2}
              isChosen={isReport ? null : isReady(file) && !left.has(file.path)}
              isOpened={opened === file.path}
              isTabStop={first + i + 2 === stop}
              onOpen={store.open}
              onChoose={choose}
            />
          ))}
          {below > 0 && <tr className="ck-spacer" style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}
