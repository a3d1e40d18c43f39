import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { FrameExport } from '../../../shared/domain/frame.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { useRowHeight } from '../../ui/density.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useWindowedRows } from '../../ui/useWindowedRows.ts';
import { useRowFocus } from '../series/useRowFocus.ts';
import type { ExportsStore } from './exportsStore.ts';
import { PassportPanel } from './PassportPanel.tsx';
import type { RunStore } from './runStore.ts';
import { Verdict } from './Verdict.tsx';

const COLUMNS = ['at', 'file', 'preset', 'rows', 'size', 'verdict'] as const;
const NUMBERS: readonly string[] = ['at', 'rows', 'size'];

/** The name of a file without its folders, of either system. */
const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

type TableProps = Readonly<{
  exports: readonly FrameExport[];
  openedId: number | null;
  onOpen(id: number): void;
}>;

function Table({ exports, openedId, onOpen }: TableProps) {
  const { t } = useTranslation();
  const { time, count, bytes } = useFormat();
  const height = useRowHeight();
  const { host, first, end, above, below } = useWindowedRows(exports.length, height);
  const { tabStop, onFocus, move } = useRowFocus(host, exports.length, height);
  return (
    <div ref={host} className="ck-frames-scroll">
      <table
        className="ck-table ck-frames-exports"
        aria-label={t('frames.history')}
        aria-rowcount={exports.length + 1}
        onFocus={onFocus}
        onKeyDown={move}
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
                {t(`frames.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr className="ck-spacer" style={{ height: above }} />}
          {exports.slice(first, end).map((one, i) => (
            <tr
              key={one.id}
              aria-rowindex={first + i + 2}
              aria-selected={one.id === openedId}
              onClick={() => onOpen(one.id)}
            >
              <td className="ck-number">{time(one.at)}</td>
              <th scope="row">
                <button
                  type="button"
                  className="ck-frames-open"
                  data-row={first + i + 2}
                  tabIndex={first + i + 2 === tabStop ? 0 : -1}
                  title={one.path}
                >
                  {fileName(one.path)}
                </button>
              </th>
              <td className="ck-cut">{one.preset}</td>
              <td className="ck-number">{count(one.rows)}</td>
              <td className="ck-number">{bytes(one.bytes)}</td>
              <td>
                <Verdict verdict={one.leakTest} />
              </td>
            </tr>
          ))}
          {below > 0 && <tr className="ck-spacer" style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}

type Props = Readonly<{ client: DataClient; exports: ExportsStore; runs: RunStore }>;

/** The files made before, and the passport of the one that is looked at. */
export function ExportsView({ client, exports, runs }: Props) {
  const { t } = useTranslation();
  const { list, openedId } = useStore(exports);
  const { value, error } = list;
  const opened = value?.find(({ id }) => id === openedId) ?? null;
  return (
    <>
      {error !== null && <ErrorNotice error={error} onRetry={() => void exports.load()} />}
      {value === null && error === null && (
        <p className="ck-loading" role="status">
          <Loader size="xs" /> {t('frames.historyLoading')}
        </p>
      )}
      {value?.length === 0 && (
        <div className="ck-empty">
          <h3>{t('frames.historyEmptyTitle')}</h3>
          <p>{t('frames.historyEmpty')}</p>
        </div>
      )}
      {value !== null && value.length > 0 && (
        <Table exports={value} openedId={openedId} onOpen={exports.open} />
      )}
      {opened !== null && (
        <PassportPanel
          key={opened.id}
          client={client}
          runs={runs}
          exported={opened}
          onClose={() => exports.open(null)}
        />
      )}
    </>
  );
}
