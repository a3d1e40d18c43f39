import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CandleStory } from '../../../shared/contract/calls/quality.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { aggregateOf, type CandleValues, differences, VALUES, valuesAt } from './compare.ts';
import type { PaneNumbers } from './numbers.ts';
import { ValuesTable } from './ValuesTable.tsx';

type Props = Readonly<{
  finer: NonNullable<CandleStory['finer']>;
  own: CandleValues | null;
  numbers: PaneNumbers;
  /** Opens one of the finer candles; null when their series is not in the window. */
  onOpen: ((openTime: number) => void) | null;
}>;

const PAGE = 60;

/** The stored candles under this one, what they make together, and whether that is the same. */
export function Finer({ finer: { timeframe, candles, expected }, own, numbers, onOpen }: Props) {
  const { t } = useTranslation();
  const { count, time } = useFormat();
  const [most, setMost] = useState(PAGE);
  const together = aggregateOf(candles);
  const stored = candles.openTime.length;
  const isWhole = stored === expected;
  const isSame = own !== null && together !== null && differences(own, together).length === 0;
  const shown = Array.from(candles.openTime.subarray(0, most));
  return (
    <>
      <p>
        {t('inspector.finer', { stored: count(stored), expected: count(expected), timeframe })}{' '}
        {isWhole && own !== null && (isSame ? t('inspector.finerSame') : t('inspector.finerDiffers'))}
        {!isWhole && stored > 0 && t('inspector.finerPart')}
      </p>
      {together !== null && (
        <ValuesTable
          label={t('inspector.finerTable')}
          own={own === null ? null : { name: t('inspector.own'), values: own }}
          others={[{ name: t('inspector.together', { timeframe }), values: together }]}
          numbers={numbers}
        />
      )}
      {stored > 0 && (
        <details>
          <summary>{t('inspector.finerList', { count: stored })}</summary>
          <table
            className="ck-table ck-inspect-values"
            aria-label={t('inspector.finerList', { count: stored })}
          >
            <tbody>
              {shown.map((openTime, i) => {
                const values = valuesAt(candles, i)!;
                return (
                  <tr key={openTime}>
                    <th scope="row">
                      {onOpen === null ? (
                        time(openTime).slice(11)
                      ) : (
                        <button type="button" className="ck-inspect-link" onClick={() => onOpen(openTime)}>
                          {time(openTime).slice(11)}
                        </button>
                      )}
                    </th>
                    {VALUES.map((field) => (
                      <td key={field} className="ck-number">
                        {numbers(field, values[field])}
                      </td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
          {most < stored && (
            <button type="button" className="ck-inspect-link" onClick={() => setMost(most + 10 * PAGE)}>
              {t('inspector.finerMore', { count: stored - most })}
            </button>
          )}
        </details>
      )}
    </>
  );
}
