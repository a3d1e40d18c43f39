import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { frameNoteText } from '../../../shared/words/frameNotes.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/icons.tsx';
import type { Checked } from './runStore.ts';

const FILE = { true: 'same', false: 'changed', null: 'gone' } as const;

/** Whether an export would be the same today, and if not, what has changed under it. */
export function CheckResult({ result }: Readonly<{ result: Checked | ApiError }>) {
  const { t } = useTranslation();
  const { language } = useFormat();
  if ('code' in result) return <ErrorNotice error={result} />;
  const { identical, fileMatches, differences } = result;
  const file = FILE[`${fileMatches}`];
  return (
    <div className="ck-frames-checked" role="status">
      <p data-tone={identical ? 'good' : 'warn'}>
        <Icon name={identical ? 'check' : 'warning'} />{' '}
        <strong>{identical ? t('frames.checked.identical') : t('frames.checked.different')}</strong>
      </p>
      <p data-tone={fileMatches === true ? undefined : 'warn'}>
        {t(`frames.checked.file.${file}`)}{' '}
        {result.file !== undefined && t('frames.checked.renamed', { name: result.file })}
      </p>
      {differences.length > 0 && (
        <ul>
          {differences.map((difference) => (
            <li key={JSON.stringify(difference)}>{frameNoteText(difference, language)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
