import { useTranslation } from 'react-i18next';
import { Dialect } from '../../../shared/domain/import.ts';
import { Icon } from '../../ui/icons.tsx';

/** What can be dropped here, before anything is. */
export function EmptyImport() {
  const { t } = useTranslation();
  return (
    <div className="ck-import-empty">
      <Icon name="down" />
      <h3>{t('import.emptyTitle')}</h3>
      <p>{t('import.emptyText')}</p>
      <ul className="ck-import-dialects" aria-label={t('import.understood')}>
        {Dialect.options.map((dialect) => (
          <li key={dialect}>{t(`import.dialect.${dialect}`)}</li>
        ))}
      </ul>
      <p>{t('import.emptyNames')}</p>
    </div>
  );
}
