import { useTranslation } from 'react-i18next';
import type { FileReport } from '../../../shared/domain/import.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';

type Look = Readonly<{ icon: IconName; tone: string }>;

const OUTCOMES: Readonly<Record<NonNullable<FileReport['outcome']>, Look>> = {
  waiting: { icon: 'dots', tone: 'idle' },
  imported: { icon: 'check', tone: 'good' },
  refused: { icon: 'cross', tone: 'bad' },
  'taken-back': { icon: 'retry', tone: 'idle' },
};
/** What the trader can say; everything else is wrong with the file. */
const ASKS = new Set(['needs-mapping', 'needs-exchange', 'needs-symbol', 'needs-timeframe']);

/** Says in a word and a shape what can be done with a file, or what became of it. */
export function FileState({ file }: Readonly<{ file: FileReport }>) {
  const { t } = useTranslation();
  const { outcome, problem, problemCode } = file;
  if (outcome !== undefined) {
    const { icon, tone } = OUTCOMES[outcome];
    return (
      <span className="ck-badge" data-tone={tone}>
        <Icon name={icon} />
        {t(`import.outcome.${outcome}`)}
      </span>
    );
  }
  if (problem !== null) {
    const code = problemCode ?? 'failed';
    const asks = ASKS.has(code);
    return (
      <span className="ck-badge" data-tone={asks ? 'warn' : 'bad'}>
        <Icon name={asks ? 'half' : 'cross'} />
        {t(`import.short.${code}`)}
      </span>
    );
  }
  return (
    <span className="ck-badge" data-tone={file.different > 0 ? 'warn' : 'good'}>
      <Icon name={file.different > 0 ? 'warning' : 'check'} />
      {file.different > 0 ? t('import.readyDifferent') : t('import.ready')}
    </span>
  );
}
