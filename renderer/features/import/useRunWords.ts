import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRun } from '../../../shared/domain/import.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { totalsOf } from './importRows.ts';

/** Returns how an import is told in words. */
export function useRunWords() {
  const { t } = useTranslation();
  const { count } = useFormat();
  return useMemo(
    () => ({
      /** The markets of an import, each once. */
      markets: ({ files }: ImportRun): string =>
        [
          ...new Set(
            files.flatMap(({ mapping }) =>
              mapping === null ? [] : [`${mapping.symbol ?? '?'} ${mapping.timeframe ?? '?'}`],
            ),
          ),
        ].join(', '),
      /** How many files and candles, and what could not be taken. */
      amounts: ({ files }: ImportRun): string => {
        const taken = files.filter(({ outcome }) => outcome === 'imported');
        const refused = files.filter(({ outcome }) => outcome === 'refused').length;
        const stored = taken.reduce((sum, file) => sum + file.stored, 0);
        const { equal, different } = totalsOf(taken);
        const words = [
          t('import.runFiles', { count: taken.length }),
          t('import.runAmounts', {
            stored: count(stored),
            equal: count(equal),
            different: count(different),
          }),
          refused > 0 && t('import.runRefused', { count: refused }),
        ];
        return words.filter(Boolean).join(' ');
      },
    }),
    [count, t],
  );
}
