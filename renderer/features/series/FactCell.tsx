import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/FormatContext.tsx';
import { Age } from '../../ui/Age.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { CoverageBar } from './CoverageBar.tsx';
import type { Column } from './columns.ts';
import type { Facts } from './facts.ts';

type DataColumn = Exclude<Column, 'name' | 'now'>;

type Props = Readonly<{
  column: DataColumn;
  facts: Facts;
  /** Whether a backfill has ever asked for it; what nobody has asked for has no ledger, and so no gaps. */
  isAsked: boolean;
}>;

function Value({ column, facts, isAsked }: Props) {
  const { count, time } = useFormat();
  switch (column) {
    case 'status':
      return <StatusBadge status={facts.status} />;
    case 'coverage':
      return <CoverageBar fraction={facts.coverage} />;
    case 'first':
    case 'last': {
      const at = facts[column];
      return at === null ? '–' : time(at);
    }
    case 'age':
      return <Age since={facts.closed} />;
    case 'gaps':
      return isAsked ? count(facts.gaps) : '–';
    default:
      return count(facts[column]);
  }
}

/** One cell of the table: what a series, or all below a head together, says in that column. */
export function FactCell({ column, facts, isAsked }: Props) {
  const { t } = useTranslation();
  const isConfirmed = column === 'missing' && facts.missing > 0 && facts.missing === facts.confirmedEmpty;
  const number = column === 'status' ? undefined : 'ck-number';
  return (
    <td
      data-column={column}
      className={isConfirmed ? 'ck-number ck-dim' : number}
      title={isConfirmed ? t('series.confirmedEmpty') : undefined}
    >
      <Value column={column} facts={facts} isAsked={isAsked} />
    </td>
  );
}
