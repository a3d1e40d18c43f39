import { Input, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../ui/Choice.tsx';
import type { FormProblems, FramesForm } from './framesForm.ts';

type Props = Readonly<{
  form: FramesForm;
  problems: FormProblems;
  onChange(change: Partial<FramesForm>): void;
}>;

/** Which rows: all there are, the last days, or two days of the calendar. */
export function RangeFields({ form, problems, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className="ck-fields">
      <Input.Wrapper label={t('frames.range')} labelElement="div">
        <Choice
          label={t('frames.range')}
          value={form.range}
          options={(['all', 'days', 'dates'] as const).map((value) => ({
            value,
            label: t(`frames.ranges.${value}`),
          }))}
          onChange={(range) => onChange({ range })}
        />
      </Input.Wrapper>
      {form.range === 'days' && (
        <TextInput
          className="ck-days"
          label={t('frames.days')}
          inputMode="numeric"
          value={form.days}
          error={problems.days === true ? t('frames.problem.days') : undefined}
          onChange={(event) => onChange({ days: event.currentTarget.value })}
        />
      )}
      {form.range === 'dates' &&
        (['from', 'to'] as const).map((field) => (
          <TextInput
            key={field}
            className="ck-date"
            type="date"
            label={t(`frames.${field}`)}
            value={form[field]}
            error={problems[field] === true ? t(`frames.problem.${field}`) : undefined}
            onChange={(event) => onChange({ [field]: event.currentTarget.value })}
          />
        ))}
    </div>
  );
}
