import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { IngestBatch } from '../../../shared/domain/batch.ts';
import { useFormat } from '../../format/FormatContext.tsx';

/** Returns a function that says in a sentence how a batch brought candles: by what way, from where and when. */
export function useBatchWords(): (batch: IngestBatch | null) => string {
  const { t } = useTranslation();
  const { stamp } = useFormat();
  return useCallback(
    (batch) => {
      if (batch === null) return t('inspector.originGone');
      // A provider is a venue's name, or a file's; only venues have a name of their own to show.
      const venue = batch.provider === 'bitget' || batch.provider === 'binance' ? batch.provider : null;
      const from = venue === null ? batch.provider : t(`exchange.${venue}`);
      const time = stamp(batch.requestedAt);
      // The address of an archive's file ends in its name.
      const file = batch.request?.replace(/^.*\//, '') ?? '';
      if (batch.origin === 'archive') return t('inspector.origin.archive', { from, time, file });
      return t(`inspector.origin.${batch.origin}`, { from, time });
    },
    [t, stamp],
  );
}
