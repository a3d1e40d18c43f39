import { Checkbox, Input, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exportFileName } from '../../../shared/domain/exportName.ts';
import type { FramePreset } from '../../../shared/domain/frame.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { type ExportForm, type ExportProblems, usualReach } from './exportForm.ts';

type Props = Readonly<{
  form: ExportForm;
  problems: ExportProblems;
  presets: readonly FramePreset[];
  onChange(change: Partial<ExportForm>): void;
}>;

const IF_THERE = ['number', 'replace'] as const satisfies readonly ExportForm['ifThere'][];

/** What a repeated export writes, and where: the preset, how far back, the name with an example of it, the folder. */
export function ExportFields({ form, problems, presets, onChange }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const [now] = useState(() => Date.now());
  const preset = presets.find(({ name }) => name === form.preset);
  // A preset that was removed is still what the task names, until another one is chosen.
  const names = [...new Set([...presets.map(({ name }) => name), form.preset])].filter((name) => name !== '');
  const usual = usualReach(preset);
  const example =
    preset === undefined ? '' : exportFileName(form.file, { ...preset, preset: preset.name }, now);
  return (
    <>
      <NativeSelect
        label={t('schedule.export.preset')}
        value={form.preset}
        data={[
          ...(form.preset === '' ? [{ value: '', label: t('schedule.export.choose') }] : []),
          ...names.map((name) => ({ value: name, label: name })),
        ]}
        error={problems.preset === true ? t('schedule.export.problem.preset') : undefined}
        onChange={(event) => onChange({ preset: event.currentTarget.value })}
      />
      <TextInput
        className="ck-limit"
        inputMode="numeric"
        label={t('schedule.export.reach')}
        description={
          usual === null
            ? t('schedule.export.reachHelp')
            : t('schedule.export.reachDays', { days: count(usual) })
        }
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={form.reach}
        error={problems.reach === true ? t('schedule.export.problem.reach') : undefined}
        onChange={(event) => onChange({ reach: event.currentTarget.value })}
      />
      <TextInput
        label={t('schedule.export.file')}
        description={t('schedule.export.fileHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={form.file}
        error={problems.file === true ? t('schedule.export.problem.file') : undefined}
        onChange={(event) => onChange({ file: event.currentTarget.value })}
        spellCheck={false}
      />
      {example !== '' && (
        <p className="ck-export-example" role="status">
          {t('schedule.export.example')} <span className="ck-wrap">{example}</span>
        </p>
      )}
      <TextInput
        label={t('schedule.export.folder')}
        description={t('schedule.export.folderHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={form.folder}
        error={problems.folder === true ? t('schedule.export.problem.folder') : undefined}
        onChange={(event) => onChange({ folder: event.currentTarget.value })}
        spellCheck={false}
      />
      <Input.Wrapper label={t('schedule.export.ifThere')} labelElement="div">
        <Choice<ExportForm['ifThere']>
          label={t('schedule.export.ifThere')}
          value={form.ifThere}
          options={IF_THERE.map((value) => ({ value, label: t(`schedule.export.there.${value}`) }))}
          onChange={(ifThere) => onChange({ ifThere })}
        />
      </Input.Wrapper>
      <Checkbox
        size="xs"
        label={t('schedule.export.leakTest')}
        checked={form.leakTest}
        onChange={(event) => onChange({ leakTest: event.currentTarget.checked })}
      />
    </>
  );
}
