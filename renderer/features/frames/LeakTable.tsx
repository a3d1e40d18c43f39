import { useTranslation } from 'react-i18next';
import type { LeakReport } from '../../../shared/domain/frame.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Verdict } from './Verdict.tsx';

const COLUMNS = ['name', 'verdict', 'rowsTested', 'offence'] as const;

/** PASS or FAIL of every column, those that fail first, with the first row that knew too much. */
export function LeakTable({ report }: Readonly<{ report: LeakReport }>) {
  const { t } = useTranslation();
  const { count, time } = useFormat();
  const written = (value: number | null): string =>
    value === null ? t('frames.emptyCell') : String(Number(value.toPrecision(12)));
  const sorted = report.columns.toSorted((a, b) => Number(a.passed) - Number(b.passed));
  return (
    <table className="ck-table" aria-label={t('frames.leakReport')}>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={column === 'rowsTested' ? 'ck-number' : undefined}>
              {t(`frames.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sorted.map(({ column, passed, rows, offence }) => (
          <tr key={column}>
            <th scope="row">{column}</th>
            <td>
              <Verdict verdict={passed ? 'passed' : 'failed'} />
            </td>
            <td className="ck-number">{count(rows)}</td>
            <td className="ck-frames-offence">
              {offence !== null &&
                t('frames.offence', {
                  row: count(offence.row + 1),
                  time: time(offence.openTime),
                  inFrame: written(offence.inFrame),
                  asKnown: written(offence.asKnown),
                })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
