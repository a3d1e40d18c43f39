import { useTranslation } from 'react-i18next';

const STEPS = ['bot', 'token', 'start', 'chat', 'test'] as const;

/** Where a bot's token and a chat's number come from, step by step. */
export function TelegramHelp() {
  const { t } = useTranslation();
  return (
    <details className="ck-steps">
      <summary>{t('alerts.telegram.title')}</summary>
      <ol>
        {STEPS.map((step) => (
          <li key={step}>{t(`alerts.telegram.${step}`)}</li>
        ))}
      </ol>
    </details>
  );
}
