import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/FormatContext.tsx';
import { fromUnit, inUnit, type ThresholdUnit } from './ruleForm.ts';

type Props = Readonly<{
  label: string;
  unit: ThresholdUnit;
  /** As the contract holds it. */
  value: number;
  onChange(value: number): void;
}>;

/** An amount in the unit a person thinks of it in. It is kept on Enter or when the field is left; Escape forgets it. */
export function AmountField({ label, unit, value, onChange }: Props) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const [draft, setDraft] = useState<string | null>(null);
  const [isWrong, setIsWrong] = useState(false);
  const text = inUnit(value, unit, language);

  const forget = (): void => {
    setDraft(null);
    setIsWrong(false);
  };
  const keep = (): void => {
    if (draft === null) return;
    const amount = fromUnit(draft, unit);
    if (amount === null) {
      setIsWrong(true);
      return;
    }
    forget();
    if (amount !== value) onChange(amount);
  };
  return (
    <span className="ck-amount">
      <TextInput
        size="xs"
        inputMode="decimal"
        aria-label={`${label}, ${t(`alerts.unit.${unit}`)}`}
        value={draft ?? text}
        error={isWrong}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
          setIsWrong(false);
        }}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
          if (event.key === 'Escape') forget();
        }}
      />
      <span className="ck-dim">{t(`alerts.unit.${unit}`)}</span>
      {isWrong && (
        <span role="alert" data-tone="bad">
          {t(`alerts.wrong.${unit === 'count' ? 'count' : 'amount'}`)}
        </span>
      )}
    </span>
  );
}
