import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileMapping } from '../../../shared/domain/import.ts';
import { useFormat } from '../../format/FormatContext.tsx';

/** Returns how what was found in a file is written. */
export function useFileWords() {
  const { t } = useTranslation();
  const { language } = useFormat();
  return useMemo(() => {
    const share = new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: 3 });
    return {
      /** What a file is of, as far as it is known: `BTCUSDT 1h Binance`. */
      market: (mapping: FileMapping | null): string => {
        if (mapping === null) return '';
        const { symbol, timeframe, exchange } = mapping;
        return [symbol ?? '?', timeframe ?? '?', exchange === null ? '?' : t(`exchange.${exchange}`)].join(
          ' ',
        );
      },
      /** A difference as a share of the price, in digits that tell small ones apart. */
      difference: (fraction: number | null): string =>
        fraction === null || fraction === 0 ? '' : share.format(fraction),
    };
  }, [language, t]);
}
