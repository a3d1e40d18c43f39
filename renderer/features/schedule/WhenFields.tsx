import { Chip, Input, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../ui/Choice.tsx';
import { type CronMode, HOUR_STEPS, MINUTE_STEPS, WEEK } from './cronChoice.ts';
import type { FormProblems, ScheduleForm } from './scheduleForm.ts';

type Props = Readonly<{
  form: ScheduleForm;
  problems: FormProblems;
  onChange(change: Partial<ScheduleForm>): void;
}>;

const MODES = ['minutes', 'hours', 'daily', 'weekly', 'pattern'] as const satisfies readonly CronMode[];

function HourFields({ form, problems, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <NativeSelect
        label={t('schedule.form.every')}
        value={form.hourStep}
        data={HOUR_STEPS.map((count) => ({
          value: String(count),
          label: t('schedule.form.hours', { count }),
        }))}
        onChange={(event) => onChange({ hourStep: Number(event.currentTarget.value) })}
      />
      <TextInput
        className="ck-days"
        inputMode="numeric"
        label={t('schedule.form.minute')}
        value={form.minute}
        error={problems.minute === true ? t('schedule.problem.minute') : undefined}
        onChange={(event) => onChange({ minute: event.currentTarget.value })}
      />
    </>
  );
}

function DayChips({ form, problems, onChange }: Props) {
  const { t } = useTranslation();
  const label = t('schedule.form.days');
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      error={problems.days === true ? t('schedule.problem.days') : undefined}
    >
      <fieldset className="ck-chips" aria-label={label}>
        <Chip.Group
          multiple
          value={form.days.map(String)}
          onChange={(chosen) => onChange({ days: WEEK.filter((day) => chosen.includes(String(day))) })}
        >
          {WEEK.map((day) => (
            <Chip key={day} size="xs" value={String(day)} aria-label={t(`schedule.days.${day}`)}>
              {t(`schedule.shortDays.${day}`)}
            </Chip>
          ))}
        </Chip.Group>
      </fieldset>
    </Input.Wrapper>
  );
}

/** When: the simple choices first, and the pattern for who needs more than they can say. */
export function WhenFields({ form, problems, onChange }: Props) {
  const { t } = useTranslation();
  const { mode } = form;
  return (
    <>
      <Input.Wrapper label={t('schedule.form.when')} labelElement="div">
        <Choice<CronMode>
          label={t('schedule.form.when')}
          value={mode}
          options={MODES.map((value) => ({ value, label: t(`schedule.mode.${value}`) }))}
          onChange={(chosen) => onChange({ mode: chosen })}
        />
      </Input.Wrapper>
      <div className="ck-fields">
        {mode === 'minutes' && (
          <NativeSelect
            label={t('schedule.form.every')}
            value={form.minuteStep}
            data={MINUTE_STEPS.map((count) => ({
              value: String(count),
              label: t('schedule.form.minutes', { count }),
            }))}
            onChange={(event) => onChange({ minuteStep: Number(event.currentTarget.value) })}
          />
        )}
        {mode === 'hours' && <HourFields form={form} problems={problems} onChange={onChange} />}
        {mode === 'weekly' && <DayChips form={form} problems={problems} onChange={onChange} />}
        {(mode === 'daily' || mode === 'weekly') && (
          <TextInput
            type="time"
            label={t('schedule.form.time')}
            value={form.time}
            error={problems.time === true ? t('schedule.problem.time') : undefined}
            onChange={(event) => onChange({ time: event.currentTarget.value })}
          />
        )}
        {mode === 'pattern' && (
          <TextInput
            className="ck-pattern"
            label={t('schedule.form.pattern')}
            description={t('schedule.form.patternHelp')}
            value={form.pattern}
            error={problems.pattern === true ? t('schedule.problem.pattern') : undefined}
            onChange={(event) => onChange({ pattern: event.currentTarget.value })}
            spellCheck={false}
          />
        )}
      </div>
    </>
  );
}
