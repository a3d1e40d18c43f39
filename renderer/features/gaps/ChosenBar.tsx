import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icons.tsx';

type Props = Readonly<{ amount: number; onRefetch(): void; onCopy(): void; onClear(): void }>;

/** What can be done to the gaps that are ticked. */
export function ChosenBar({ amount, onRefetch, onCopy, onClear }: Props) {
  const { t } = useTranslation();
  return (
    <section className="ck-toolbar ck-gap-chosen" aria-label={t('gaps.chosen')}>
      <strong>{t('gaps.chosenAmount', { count: amount })}</strong>
      <div className="ck-tools">
        <Button size="compact-sm" leftSection={<Icon name="retry" />} onClick={onRefetch}>
          {t('gaps.refetch')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCopy}>
          {t('gaps.copy')}
        </Button>
        <CloseButton size="sm" aria-label={t('gaps.clear')} onClick={onClear} />
      </div>
    </section>
  );
}
