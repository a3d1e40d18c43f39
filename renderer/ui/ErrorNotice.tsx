import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../shared/contract/errors.ts';
import { Icon } from './icons.tsx';

type Props = Readonly<{ error: ApiError; onRetry?: () => void }>;

/** Says what went wrong, what to do about it, and the detail for whoever is asked for help. */
export function ErrorNotice({ error, onRetry }: Props) {
  const { t } = useTranslation();
  return (
    <div role="alert" className="ck-error">
      <Icon name="warning" />
      <div>
        <p>
          <strong>{t(`error.what.${error.code}`)}</strong> {t(`error.todo.${error.code}`)}
        </p>
        <p className="ck-dim ck-wrap">{t('error.detail', { message: error.message })}</p>
      </div>
      {onRetry !== undefined && (
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          {t('error.again')}
        </Button>
      )}
    </div>
  );
}
