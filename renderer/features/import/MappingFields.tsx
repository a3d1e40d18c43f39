import { Autocomplete, Input, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EXCHANGES } from '../../../shared/domain/exchange.ts';
import { TimeUnit } from '../../../shared/domain/import.ts';
import { TIMEFRAMES } from '../../../shared/domain/timeframe.ts';
import { Choice } from '../../ui/Choice.tsx';
import type { FormProblem, MappingForm } from './mappingForm.ts';

type Props = Readonly<{
  form: MappingForm;
  problems: ReadonlySet<FormProblem>;
  onChange(change: Partial<MappingForm>): void;
}>;

/** Zones people trade in stand first; every other one is found by typing. */
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
const SHOWN_ZONES = 8;

/** What a file is of, and how its times are written. */
export function MappingFields({ form, problems, onChange }: Props) {
  const { t } = useTranslation();
  const errorOf = (field: 'exchange' | 'symbol' | 'timeframe' | 'zone'): string | undefined =>
    problems.has(field) ? t(`import.fieldProblem.${field}`) : undefined;
  return (
    <div className="ck-mapping-fields">
      <NativeSelect
        label={t('import.field.exchange')}
        value={form.exchange}
        error={errorOf('exchange')}
        data={[
          { value: '', label: t('import.pick') },
          ...EXCHANGES.map((value) => ({ value, label: t(`exchange.${value}`) })),
        ]}
        onChange={(event) => onChange({ exchange: event.currentTarget.value })}
      />
      <TextInput
        label={t('import.field.symbol')}
        placeholder="BTCUSDT"
        spellCheck={false}
        value={form.symbol}
        error={errorOf('symbol')}
        onChange={(event) => onChange({ symbol: event.currentTarget.value.toUpperCase() })}
      />
      <NativeSelect
        label={t('import.field.timeframe')}
        value={form.timeframe}
        error={errorOf('timeframe')}
        data={[
          { value: '', label: t('import.pick') },
          ...TIMEFRAMES.map((value) => ({ value, label: value })),
        ]}
        onChange={(event) => onChange({ timeframe: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('import.field.unit')}
        value={form.unit}
        data={TimeUnit.options.map((value) => ({ value, label: t(`import.unit.${value}`) }))}
        onChange={(event) => onChange({ unit: event.currentTarget.value as MappingForm['unit'] })}
      />
      <Autocomplete
        size="xs"
        label={t('import.field.zone')}
        data={ZONES}
        limit={SHOWN_ZONES}
        // A number counts from 1970 in UTC; only what is written as text has a zone.
        disabled={form.unit !== 'text'}
        value={form.zone}
        error={errorOf('zone')}
        onChange={(zone) => onChange({ zone })}
      />
      <Input.Wrapper label={t('import.field.stamp')} labelElement="div">
        <Choice
          label={t('import.field.stamp')}
          value={form.stamp}
          options={(['open', 'close'] as const).map((value) => ({
            value,
            label: t(`import.stampChoice.${value}`),
          }))}
          onChange={(stamp) => onChange({ stamp })}
        />
      </Input.Wrapper>
    </div>
  );
}
