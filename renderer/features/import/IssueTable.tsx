import { useTranslation } from 'react-i18next';
import type { FileIssue } from '../../../shared/domain/import.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { lineRanges } from './importRows.ts';

type Props = Readonly<{ issues: readonly FileIssue[] }>;

/** What is wrong with lines of a file, how many of them, what is done about it, and which lines they are. */
export function IssueTable({ issues }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  return (
    <table className="ck-table ck-import-issues" aria-label={t('import.issues')}>
      <thead>
        <tr>
          <th scope="col">{t('import.issues')}</th>
          <th scope="col" className="ck-number">
            {t('import.column.rows')}
          </th>
          <th scope="col">{t('import.rule')}</th>
          <th scope="col">{t('import.lines')}</th>
        </tr>
      </thead>
      <tbody>
        {issues.map(({ kind, count: amount, lines }) => (
          <tr key={kind}>
            <th scope="row">{t(`import.issue.${kind}`)}</th>
            <td className="ck-number">{count(amount)}</td>
            <td>{t(`import.issueRule.${kind}`)}</td>
            <td className="ck-import-lines">
              <div>
                {lineRanges(lines, count)}
                {amount > lines.length &&
                  lines.length > 0 &&
                  ` ${t('import.moreLines', { more: count(amount - lines.length) })}`}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
