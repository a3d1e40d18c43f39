import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Icon } from '../../ui/icons.tsx';
import type { CoverageStore } from '../series/coverageStore.ts';

type Props = Readonly<{
  /** There are gaps, and the filter hides all of them. */
  isFiltered: boolean;
  coverage: CoverageStore;
  onClear(): void;
  onCoverage(): void;
}>;

/** An empty list is good news once something has been asked for; before that it only means that nobody has looked. */
export function GapsEmpty({ isFiltered, coverage, onClear, onCoverage }: Props) {
  const { t } = useTranslation();
  const isAsked = useStore(
    coverage,
    ({ value }) => value?.some(({ ledgerFrom }) => ledgerFrom !== null) ?? false,
  );
  if (isFiltered) {
    return (
      <div className="ck-gap-empty">
        <p>{t('gaps.noMatch')}</p>
        <Button variant="default" onClick={onClear}>
          {t('gaps.clearFilter')}
        </Button>
      </div>
    );
  }
  if (!isAsked) {
    return (
      <div className="ck-gap-empty">
        <h3>{t('gaps.notAskedTitle')}</h3>
        <p>{t('gaps.notAsked')}</p>
        <Button onClick={onCoverage}>{t('gaps.toCoverage')}</Button>
      </div>
    );
  }
  return (
    <div className="ck-gap-empty">
      <h3 data-tone="good">
        <Icon name="check" /> {t('gaps.noneTitle')}
      </h3>
      <p>{t('gaps.none')}</p>
    </div>
  );
}
