import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/FormatContext.tsx';
import { type Counts, sharesOf } from './quality.ts';

/** Returns a sentence for how good some values are: `97.10% ready, 2.90% warming up`. */
export function useQualityWords(): (counts: Counts) => string {
  const { t } = useTranslation();
  const { percent } = useFormat();
  return (counts) => {
    const shares = sharesOf(counts);
    if (shares.length === 0) return t('features.noValues');
    return shares
      .map(({ quality, share }) =>
        t('features.share', { percent: percent(share), quality: t(`features.quality.${quality}`) }),
      )
      .join(', ');
  };
}
