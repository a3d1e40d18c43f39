import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icons.tsx';
import { StretchButtons } from '../stretch/StretchButtons.tsx';
import type { StretchTarget } from '../stretch/stretchTarget.ts';
import type { StretchActions } from '../stretch/useStretchActions.ts';

type Props = Readonly<{
  amount: number;
  target(): StretchTarget;
  actions: Pick<StretchActions, 'verify' | 'repair' | 'refetch'>;
  onCopy(): void;
  onClear(): void;
}>;

/** What can be done to the gaps that are ticked. */
export function ChosenBar({ amount, target, actions, onCopy, onClear }: Props) {
  const { t } = useTranslation();
  return (
    <section className="ck-toolbar ck-gap-chosen" aria-label={t('gaps.chosen')}>
      <strong>{t('gaps.chosenAmount', { count: amount })}</strong>
      <div className="ck-tools">
        <StretchButtons target={target} actions={actions} />
        <Button size="compact-sm" variant="default" leftSection={<Icon name="dots" />} onClick={onCopy}>
          {t('gaps.copy')}
        </Button>
        <CloseButton size="sm" aria-label={t('gaps.clear')} onClick={onClear} />
      </div>
    </section>
  );
}
