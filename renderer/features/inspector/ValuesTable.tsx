import { useTranslation } from 'react-i18next';
import { type CandleValues, differs, VALUES } from './compare.ts';
import type { PaneNumbers } from './numbers.ts';

/** A line of values beside the candle's own. */
export type ComparedLine = Readonly<{ name: string; values: CandleValues }>;

type Props = Readonly<{
  label: string;
  /** The line the others are held against; null when there is no candle. */
  own: ComparedLine | null;
  others?: readonly ComparedLine[];
  numbers: PaneNumbers;
}>;

/** Open, high, low, close and volume, one line a source; what differs from the first line is marked. */
export function ValuesTable({ label, own, others = [], numbers }: Props) {
  const { t } = useTranslation();
  return (
    <table className="ck-table ck-inspect-values" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">
            <span className="ck-hidden">{t('inspector.source')}</span>
          </th>
          {VALUES.map((field) => (
            <th key={field} scope="col" className="ck-number">
              {t(`inspector.value.${field}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...(own === null ? [] : [own]), ...others].map(({ name, values }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {VALUES.map((field) => {
              const isOther = own !== null && differs(field, own.values[field], values[field]);
              return (
                <td key={field} className="ck-number" data-differs={isOther || undefined}>
                  {isOther ? <mark>≠{numbers(field, values[field])}</mark> : numbers(field, values[field])}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
