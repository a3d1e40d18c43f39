import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { IngestBatch } from '../../../shared/domain/batch.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useWindowedRows } from '../../ui/useWindowedRows.ts';
import { PageRow } from './PageRow.tsx';
import { MOST_PAGES, type PagesStore } from './pagesStore.ts';

type Props = Readonly<{ store: PagesStore; label: string }>;

const ROW_HEIGHT = 24;
const COLUMNS = [
  'requestedAt',
  'asked',
  'got',
  'rows',
  'inserted',
  'changed',
  'rejected',
  'quality',
  'request',
] as const;
const NOTHING: readonly IngestBatch[] = [];

/** One line a page, the newest first. */
export function PagesTable({ store, label }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const { value, error } = useStore(store);
  const pages = value ?? NOTHING;
  const { host, first, end, above, below } = useWindowedRows(pages.length, ROW_HEIGHT);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable with the keyboard
    <section ref={host} className="ck-pages" aria-label={label} tabIndex={0}>
      <h3>
        {label}{' '}
        <span className="ck-dim">
          {pages.length === MOST_PAGES
            ? t('jobs.pagesShown', { shown: count(MOST_PAGES) })
            : value && count(pages.length)}
        </span>
      </h3>
      {error !== null && <ErrorNotice error={error} onRetry={() => void store.load()} />}
      {value === null && error === null && <p className="ck-dim">{t('jobs.pagesLoading')}</p>}
      {value?.length === 0 && <p className="ck-dim">{t('jobs.pagesNone')}</p>}
      {pages.length > 0 && (
        <table className="ck-table" aria-label={label} aria-rowcount={pages.length + 1}>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" data-column={column}>
                  {t(`jobs.page.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {above > 0 && <tr className="ck-spacer" style={{ height: above }} />}
            {pages.slice(first, end).map((page) => (
              <PageRow key={page.id} page={page} />
            ))}
            {below > 0 && <tr className="ck-spacer" style={{ height: below }} />}
          </tbody>
        </table>
      )}
    </section>
  );
}
