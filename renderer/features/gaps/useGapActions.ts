import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { Gap } from '../../../shared/domain/gap.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { toIso } from '../../../shared/domain/time.ts';
import { copyText } from '../../ui/copyText.ts';
import { COLUMNS, gapKey } from './gapRows.ts';
import type { GapsStore } from './gapsStore.ts';

/** Returns what can be done to gaps, with a word on what became of it. */
export function useGapActions(store: GapsStore) {
  const { t } = useTranslation();

  const lineOf = (gap: Gap): string =>
    [
      seriesName(gap),
      toIso(gap.from),
      toIso(gap.to),
      gap.missing,
      t(`gaps.cause.${gap.cause}`),
      t(`gaps.state.${gap.state}`),
      gap.attempts,
      gap.nextRetryAt === null ? '' : toIso(gap.nextRetryAt),
      gap.alsoMissing.join(' '),
      gap.evidence ?? '',
      toIso(gap.updatedAt),
    ].join('\t');

  return {
    refetch: async (keys: ReadonlySet<string>): Promise<void> => {
      const { started, error } = await store.refetch(keys);
      if (started > 0) notifications.show({ message: t('gaps.started', { count: started }) });
      if (error === null) return;
      notifications.show({
        color: 'red',
        title: t(`error.what.${error.code}`),
        message: t('error.detail', { message: error.message }),
      });
    },
    /** Copies a table that a spreadsheet takes; times with their offset, because they leave the window. */
    copy: async (gaps: readonly Gap[], keys: ReadonlySet<string>): Promise<void> => {
      const lines = gaps.filter((gap) => keys.has(gapKey(gap))).map(lineOf);
      const head = COLUMNS.map((column) => t(`gaps.column.${column}`)).join('\t');
      const isCopied = await copyText([head, ...lines].join('\n'));
      const message = isCopied ? t('gaps.copied', { count: lines.length }) : t('gaps.notCopied');
      notifications.show({ message, ...(isCopied ? {} : { color: 'red' }) });
    },
  };
}
