import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../shared/contract/errors.ts';
import { frameNoteText } from '../../shared/words/frameNotes.ts';
import { preferredLanguage } from '../i18n/languages.ts';
import { Icon } from './icons.tsx';

type Props = Readonly<{ error: ApiError; onRetry?: () => void }>;

/** Says what went wrong, what to do about it, and the detail for whoever is asked for help. */
export function ErrorNotice({ error, onRetry }: Props) {
  const { t, i18n } = useTranslation();
  const { code, message, note } = error;
  return (
    <div role="alert" className="ck-error">
      <Icon name="warning" />
      <div>
        <p>
          <strong>{t(`error.what.${code}`)}</strong>{' '}
          {note === undefined ? (
            t(`error.todo.${code}`)
          ) : (
            <span className="ck-wrap">{frameNoteText(note, preferredLanguage([i18n.language]))}</span>
          )}
        </p>
        {note === undefined && <p className="ck-dim ck-wrap">{t('error.detail', { message })}</p>}
      </div>
      {onRetry !== undefined && (
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          {t('error.again')}
        </Button>
      )}
    </div>
  );
}
