import { Input, TextInput, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../ui/Choice.tsx';
import type { BackfillForm } from './backfillForm.ts';

type Props = Readonly<{
  form: BackfillForm;
  errorOf(field: 'days' | 'from' | 'to'): string | undefined;
  onChange(change: Partial<BackfillForm>): void;
}>;

/** How far back: a number of days, or two days of the calendar. */
export function RangeFields({ form, errorOf, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Input.Wrapper label={t('backfill.range')} labelElement="div">
        <Choice
          label={t('backfill.range')}
          value={form.range}
          options={[
            { value: 'days', label: t('backfill.rangeDays') },
            { value: 'dates', label: t('backfill.rangeDates') },
          ]}
          onChange={(range) => onChange({ range })}
        />
      </Input.Wrapper>
      {form.range === 'days' ? (
        <Tooltip label={t('backfill.daysUsual')} multiline maw={280}>
          <TextInput
            className="ck-days"
            label={t('backfill.days')}
            placeholder={t('backfill.daysPlaceholder')}
            inputMode="numeric"
            value={form.days}
            error={errorOf('days')}
            onChange={(event) => onChange({ days: event.currentTarget.value })}
          />
        </Tooltip>
      ) : (
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
        ))
      )}
    </>
  );
}
