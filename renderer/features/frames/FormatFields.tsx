import { Checkbox, Input, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CsvFormat, FrameFormat } from '../../../shared/domain/frame.ts';
import { Choice } from '../../ui/Choice.tsx';
import { USUAL_CSV, USUAL_PARQUET } from './framesForm.ts';

type Props = Readonly<{ format: FrameFormat; onChange(format: FrameFormat): void }>;

const MOST_DECIMALS = 15;
const SEPARATORS = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const;

function CsvFields({ format, onChange }: Readonly<{ format: CsvFormat; onChange(format: CsvFormat): void }>) {
  const { t } = useTranslation();
  const setDecimals = (text: string): void => {
    const value = text.trim() === '' ? null : Number(text);
    if (value === null || (Number.isInteger(value) && value >= 0 && value <= MOST_DECIMALS))
      onChange({ ...format, decimals: value });
  };
  return (
    <div className="ck-fields">
      <NativeSelect
        label={t('frames.file.separator')}
        value={format.separator}
        data={Object.entries(SEPARATORS).map(([value, name]) => ({
          value,
          label: t(`frames.file.separators.${name}`),
        }))}
        onChange={(event) =>
          onChange({ ...format, separator: event.currentTarget.value as CsvFormat['separator'] })
        }
      />
      <NativeSelect
        label={t('frames.file.time')}
        value={format.time}
        data={(['iso', 'ms', 's'] as const).map((value) => ({
          value,
          label: t(`frames.file.times.${value}`),
        }))}
        onChange={(event) => onChange({ ...format, time: event.currentTarget.value as CsvFormat['time'] })}
      />
      <TextInput
        className="ck-days"
        label={t('frames.file.decimals')}
        placeholder={t('frames.file.allDecimals')}
        inputMode="numeric"
        value={format.decimals ?? ''}
        onChange={(event) => setDecimals(event.currentTarget.value)}
      />
      <Checkbox
        size="xs"
        className="ck-frames-header"
        label={t('frames.file.header')}
        checked={format.header}
        onChange={(event) => onChange({ ...format, header: event.currentTarget.checked })}
      />
    </div>
  );
}

/** How the frame is written. */
export function FormatFields({ format, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Input.Wrapper label={t('frames.file.kind')} labelElement="div">
        <div>
          <Choice
            label={t('frames.file.kind')}
            value={format.kind}
            options={[
              { value: 'csv', label: 'CSV' },
              { value: 'parquet', label: 'Parquet' },
            ]}
            onChange={(kind) => onChange(kind === 'csv' ? USUAL_CSV : USUAL_PARQUET)}
          />
        </div>
      </Input.Wrapper>
      <p className="ck-dim">{t(`frames.file.help.${format.kind}`)}</p>
      {format.kind === 'csv' ? (
        <CsvFields format={format} onChange={onChange} />
      ) : (
        <NativeSelect
          className="ck-frames-compression"
          label={t('frames.file.compression')}
          value={format.compression}
          data={(['snappy', 'none'] as const).map((value) => ({
            value,
            label: t(`frames.file.compressions.${value}`),
          }))}
          onChange={(event) =>
            onChange({ ...format, compression: event.currentTarget.value === 'none' ? 'none' : 'snappy' })
          }
        />
      )}
    </>
  );
}
