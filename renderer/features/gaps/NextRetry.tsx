import { useTranslation } from 'react-i18next';
import type { Gap } from '../../../shared/domain/gap.ts';
import { Countdown } from '../../ui/Countdown.tsx';

/** When an automatic repair looks at a gap again: counting down, at once, or never by itself. */
export function NextRetry({ gap: { state, nextRetryAt } }: Readonly<{ gap: Gap }>) {
  const { t } = useTranslation();
  if (state === 'confirmed-empty') return <span className="ck-dim">{t('gaps.retryNever')}</span>;
  if (nextRetryAt === null || nextRetryAt <= Date.now()) return t('gaps.retryNow');
  return <Countdown until={nextRetryAt} />;
}
