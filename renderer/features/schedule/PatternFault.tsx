import { useTranslation } from 'react-i18next';
import { faultOf } from './cronFault.ts';

type Props = Readonly<{
  pattern: string;
  /** What the engine has against it. */
  message: string;
}>;

/** Says why a pattern names no time: the usual mistakes in plain words, the others as the engine puts them. */
export function PatternFault({ pattern, message }: Props) {
  const { t } = useTranslation();
  const fault = faultOf(pattern);
  if (fault === null) {
    return (
      <p role="alert" data-tone="bad">
        {t('schedule.problem.unreadable')} <span className="ck-dim">{message}</span>
      </p>
    );
  }
  return (
    <p role="alert" data-tone="bad">
      {fault.code === 'fields'
        ? t('schedule.problem.fields', { amount: fault.count })
        : t('schedule.problem.range', {
            field: t(`schedule.field.${fault.name}`),
            least: fault.least,
            most: fault.most,
          })}
    </p>
  );
}
