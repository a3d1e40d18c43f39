import { Loader } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { FrameRows } from '../../../shared/contract/calls/frames.ts';
import type { FrameSpec } from '../../../shared/domain/frame.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { BuilderStore, Preview } from './builderStore.ts';
import { decimalsOfColumn, groupColumns, isTimeColumn } from './previewColumns.ts';
import type { Reference } from './reference.ts';

/** Grounds that are told apart; a column's group is named over it as well. */
const GROUNDS = 4;

const referencesOf = ({ joins, indicators, features }: FrameSpec): readonly Reference[] => [
  ...joins,
  ...indicators.map(({ exchange, symbol, timeframe }) => ({ exchange, symbol, timeframe })),
  ...features.map(({ exchange, symbol, timeframe }) => ({ exchange, symbol, timeframe })),
];

type RowsProps = Readonly<{
  rows: FrameRows;
  formats: readonly ((value: number) => string)[];
  groupOf: readonly number[];
}>;

function Rows({ rows, formats, groupOf }: RowsProps) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const [stamps = new Float64Array(), ...columns] = rows.columns;
  return [...stamps].map((stamp, row) => (
    <tr key={stamp}>
      <th scope="row" className="ck-number">
        {time(stamp)}
      </th>
      {columns.map((column, i) => {
        const value = column[row] ?? Number.NaN;
        const name = rows.names[i + 1] ?? '';
        return Number.isNaN(value) ? (
          <td key={name} className="ck-number" data-empty>
            <span className="ck-hidden">{t('frames.emptyCell')}</span>
          </td>
        ) : (
          <td key={name} className="ck-number" data-ground={groupOf[i]! % GROUNDS}>
            {formats[i]!(value)}
          </td>
        );
      })}
    </tr>
  ));
}

function Table({ preview, spec }: Readonly<{ preview: Preview; spec: FrameSpec }>) {
  const { t } = useTranslation();
  const { time, price, count } = useFormat();
  const { first, last, rows } = preview;
  const { groups, groupOf } = useMemo(
    () => groupColumns(first.names.slice(1), spec, referencesOf(spec)),
    [first, spec],
  );
  const formats = useMemo(
    () =>
      first.names.slice(1).map((name, i) => {
        if (isTimeColumn(name)) return time;
        const values = [...(first.columns[i + 1] ?? []), ...(last.columns[i + 1] ?? [])];
        const decimals = decimalsOfColumn(values);
        return (value: number) => price(value, decimals);
      }),
    [first, last, time, price],
  );
  const shown = (first.columns[0]?.length ?? 0) + (last.columns[0]?.length ?? 0);
  return (
    <div className="ck-frames-scroll">
      <table className="ck-table ck-frames-preview" aria-label={t('frames.preview')}>
        <thead>
          <tr>
            <td />
            {groups.map(({ label, span }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: groups have no other identity, and the same label can come twice
              <th key={i} scope="colgroup" colSpan={span} data-ground={i % GROUNDS}>
                {label}
              </th>
            ))}
          </tr>
          <tr>
            {first.names.map((name) => (
              <th key={name} scope="col" className="ck-number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Rows rows={first} formats={formats} groupOf={groupOf} />
        </tbody>
        {(last.columns[0]?.length ?? 0) > 0 && (
          <tbody>
            {rows > shown && (
              <tr className="ck-frames-between">
                <td colSpan={first.names.length}>{t('frames.between', { rows: count(rows - shown) })}</td>
              </tr>
            )}
            <Rows rows={last} formats={formats} groupOf={groupOf} />
          </tbody>
        )}
      </table>
    </div>
  );
}

/** The first and last rows of the frame, as they would be written. */
export function PreviewTable({ builder }: Readonly<{ builder: BuilderStore }>) {
  const { t } = useTranslation();
  const { value, isLoading, error } = useStore(builder, (state) => state.preview);
  const estimate = useStore(builder, (state) => state.estimate.value);
  const spec = useStore(builder, (state) => state.spec);
  if (error !== null) return <ErrorNotice error={error} onRetry={builder.refresh} />;
  if (value !== null && spec !== null) return <Table preview={value} spec={spec} />;
  return isLoading ? (
    <p className="ck-loading" role="status">
      <Loader size="xs" /> {t('frames.previewLoading')}
    </p>
  ) : (
    <p className="ck-dim ck-frames-none">
      {estimate?.rows === 0 ? t('frames.noRows') : t('frames.previewNone')}
    </p>
  );
}
