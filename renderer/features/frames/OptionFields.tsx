import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FramesForm } from './framesForm.ts';

type Props = Readonly<{ form: FramesForm; onChange(change: Partial<FramesForm>): void }>;

const OPTIONS = ['availableAt', 'forming', 'fill', 'keepWarmup'] as const;

/** What is added to the rows, and which rows stay. */
export function OptionFields({ form, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <fieldset className="ck-frames-options" aria-label={t('frames.options')}>
      {OPTIONS.map((option) => (
        <Checkbox
          key={option}
          size="xs"
          label={t(`frames.option.${option}`)}
          description={t(`frames.optionHelp.${option}`)}
          checked={form[option]}
          onChange={(event) => onChange({ [option]: event.currentTarget.checked })}
        />
      ))}
    </fieldset>
  );
}
