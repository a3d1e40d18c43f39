import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';

type Props = Readonly<{ error: ApiError; onRetry(): void }>;

/** Stands in for the page when there is no engine behind it. */
export function StartFailure({ error, onRetry }: Props) {
  const { t } = useTranslation();
  return (
    <main className="ck-start-failure">
      <h2>{t('error.startTitle')}</h2>
      <ErrorNotice error={error} onRetry={onRetry} />
    </main>
  );
}
