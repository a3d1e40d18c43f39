import { useTranslation } from 'react-i18next';
import type { FeatureInfo } from '../../../shared/domain/feature.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Icon } from '../../ui/icons.tsx';
import { useFormula } from './useFormula.ts';

type Props = Readonly<{
  features: readonly FeatureInfo[];
  chosen: string | null;
  onChoose(name: string): void;
}>;

const COLUMNS = ['name', 'category', 'formula', 'dependencies', 'lookback', 'source', 'built'] as const;

/** Every feature: what it is in words, what it needs, whether there is a source for it, and when it was built. */
export function CatalogTable({ features, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const { count, time } = useFormat();
  const formulaOf = useFormula();
  return (
    <div className="ck-features-scroll">
      <table className="ck-table ck-features-table" aria-label={t('features.title')}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                data-column={column}
                className={column === 'lookback' || column === 'built' ? 'ck-number' : undefined}
              >
                {t(`features.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {features.map((one) => (
            <tr
              key={one.name}
              aria-selected={one.name === chosen}
              data-idle={one.hasSource ? undefined : true}
              onClick={() => onChoose(one.name)}
            >
              <th scope="row">
                <button type="button" className="ck-features-open">
                  {one.name}
                  <span className="ck-dim">@{one.version}</span>
                </button>
              </th>
              <td>{t(`features.category.${one.category}`)}</td>
              <td className="ck-cut" title={formulaOf(one)}>
                {formulaOf(one)}
              </td>
              <td className="ck-cut" title={one.dependencies.join(', ')}>
                {one.dependencies.join(', ')}
              </td>
              <td className="ck-number">{count(one.lookback)}</td>
              <td>
                <span className="ck-badge" data-tone={one.hasSource ? 'good' : 'idle'}>
                  <Icon name={one.hasSource ? 'check' : 'slash'} />
                  {one.hasSource ? t('features.hasSource') : t('features.noSource')}
                </span>
              </td>
              <td className="ck-number">
                {one.lastBuiltAt === null ? t('features.never') : time(one.lastBuiltAt)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
