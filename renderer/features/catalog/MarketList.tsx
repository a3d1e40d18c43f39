import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Market } from '../../../shared/domain/instrument.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { decimalsOf } from '../../format/price.ts';

type Props = Readonly<{
  markets: readonly Market[];
  isLoading: boolean;
  hasFailed: boolean;
  /** Symbols that are in the catalog already. */
  kept: ReadonlySet<string>;
  onAdd(market: Market): void;
}>;

const COLUMNS = ['symbol', 'tick', 'step', 'minQty', 'leverage', 'add'] as const;

/** The markets of a venue that match what is typed, each with what one would want to know before adding it. */
export function MarketList({ markets, isLoading, hasFailed, kept, onAdd }: Props) {
  const { t } = useTranslation();
  const { price } = useFormat();
  const size = (value: number | null): string => (value === null ? '–' : price(value, decimalsOf(value)));
  return (
    <div className="ck-market-scroll" aria-busy={isLoading}>
      <p className="ck-dim" role="status">
        {isLoading && t('catalog.searching')}
        {!isLoading && !hasFailed && markets.length === 0 && t('catalog.nothingFound')}
        {!isLoading && markets.length > 0 && t('catalog.found', { count: markets.length })}
      </p>
      {markets.length > 0 && (
        <table className="ck-table" aria-label={t('catalog.markets')}>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" className={column === 'symbol' ? undefined : 'ck-number'}>
                  {t(`catalog.market.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {markets.map((market) => (
              <tr key={market.symbol}>
                <th scope="row">
                  {market.symbol} <span className="ck-dim">{market.unified}</span>
                </th>
                <td className="ck-number">{size(market.tickSize)}</td>
                <td className="ck-number">{size(market.stepSize)}</td>
                <td className="ck-number">{size(market.minQty)}</td>
                <td className="ck-number">{market.leverageMax === null ? '–' : `${market.leverageMax}×`}</td>
                <td className="ck-number">
                  {kept.has(market.symbol) ? (
                    <span className="ck-dim">{t('catalog.inCatalog')}</span>
                  ) : (
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={t('catalog.actionOf', { action: t('catalog.addOne'), name: market.symbol })}
                      onClick={() => onAdd(market)}
                    >
                      {t('catalog.addOne')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
