import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Age } from '../../ui/Age.tsx';
import type { Run } from './verifyStore.ts';

type Props = Readonly<{ run: Run; onCancel(): void }>;

/** A verification on its way: of what, how far, for how long, and the button that stops it. */
export function RunProgress({ run, onCancel }: Props) {
  const { t } = useTranslation();
  const { scope, deep, questions, answered, startedAt } = run;
  return (
    <div className="ck-loading" role="status">
      <Loader size="xs" />
      <span>
        {scope === null ? t('verify.runningAll') : t('verify.running', { count: scope.length })}{' '}
        {deep && t('verify.runningDeep')}
      </span>
      {questions > 1 && <span>{t('verify.answered', { answered, questions })}</span>}
      <span aria-hidden="true">
        <Age since={startedAt} />
      </span>
      <Button size="compact-xs" variant="default" onClick={onCancel}>
        {t('verify.cancel')}
      </Button>
    </div>
  );
}
