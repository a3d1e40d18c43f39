import { CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../format/FormatContext.tsx';
import { Icon } from '../../ui/icons.tsx';
import type { CatalogEdits, ImportReport } from './catalogEdits.ts';

function Refused({ refused }: Pick<ImportReport, 'refused'>) {
  const { t } = useTranslation();
  const { count } = useFormat();
  return (
    <table className="ck-table" aria-label={t('catalog.refusedLines')}>
      <thead>
        <tr>
          <th scope="col" className="ck-number">
            {t('catalog.line')}
          </th>
          <th scope="col">{t('catalog.why')}</th>
        </tr>
      </thead>
      <tbody>
        {refused.map(({ line, message }) => (
          <tr key={`${line} ${message}`}>
            <td className="ck-number">{line === null ? '–' : count(line)}</td>
            {/* The engine's own words, which are English. */}
            <td className="ck-why" lang="en">
              {message}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What became of a file: how much of it was taken, and each line that was not, with its number. */
export function ImportNotice({ store }: Readonly<{ store: CatalogEdits }>) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const imported = useStore(store, (state) => state.imported);
  if (imported === null) return null;
  const { file, report, problem } = imported;
  const isBad = problem !== null || (report?.refused.length ?? 0) > 0;
  return (
    <section
      className="ck-notice"
      role={isBad ? 'alert' : 'status'}
      data-bad={isBad}
      aria-label={t('catalog.imported', { file })}
    >
      <Icon name={isBad ? 'warning' : 'check'} />
      <div>
        <p>
          <strong>{t('catalog.imported', { file })}</strong>{' '}
          {problem !== null && t(`catalog.fileProblem.${problem}`)}
          {report !== null &&
            t('catalog.importSummary', {
              added: count(report.added),
              changed: count(report.changed),
              unchanged: count(report.unchanged),
              refused: count(report.refused.length),
            })}
        </p>
        {report !== null && report.refused.length > 0 && <Refused refused={report.refused} />}
      </div>
      <CloseButton size="sm" aria-label={t('catalog.dismiss')} onClick={store.dismiss} />
    </section>
  );
}
