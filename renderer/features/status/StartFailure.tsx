import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { RecoverPanel } from '../recover/RecoverPanel.tsx';
import type { RecoverStore } from '../recover/recoverStore.ts';

type Props = Readonly<{ error: ApiError; recover: RecoverStore; onRetry(): void }>;

/** Stands in for every screen when there is no engine behind them. */
export function StartFailure({ error, recover, onRetry }: Props) {
  const { t } = useTranslation();
  return (
    <main className="ck-start-failure">
      <h2>{t('error.startTitle')}</h2>
      <ErrorNotice error={error} onRetry={onRetry} />
      {error.code === 'store-damaged' && <RecoverPanel store={recover} onDone={onRetry} />}
    </main>
  );
}
