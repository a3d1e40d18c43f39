import { Input, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../ui/Choice.tsx';
import type { BackfillForm } from './backfillForm.ts';

type Props = Readonly<{
  form: BackfillForm;
  errorOf(field: 'days' | 'from' | 'to'): string | undefined;
  onChange(change: Partial<BackfillForm>): void;
}>;

/** How far back: the usual history, a number of days, or two days of the calendar. */
export function RangeFields({ form, errorOf, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Input.Wrapper label={t('backfill.range')} labelElement="div">
        <Choice
          label={t('backfill.range')}
          value={form.range}
          options={[
            { value: 'usual', label: t('backfill.rangeUsual') },
            { value: 'days', label: t('backfill.rangeDays') },
            { value: 'dates', label: t('backfill.rangeDates') },
          ]}
          onChange={(range) => onChange({ range })}
        />
      </Input.Wrapper>
      {form.range === 'usual' && <p className="ck-range-help">{t('backfill.usual')}</p>}
      {form.range === 'days' && (
        <TextInput
          className="ck-days"
          label={t('backfill.days')}
          inputMode="numeric"
          value={form.days}
          error={errorOf('days')}
          onChange={(event) => onChange({ days: event.currentTarget.value })}
        />
      )}
      {form.range === 'dates' &&
        (['from', 'to'] as const).map((field) => (
          <TextInput
            key={field}
            className="ck-date"
            type="date"
            label={t(`backfill.${field}`)}
            value={form[field]}
            error={errorOf(field)}
            onChange={(event) => onChange({ [field]: event.currentTarget.value })}
          />
        ))}
    </>
  );
}
