import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TIMEFRAMES } from '../../../shared/domain/timeframe.ts';
import { type FramesForm, otherJoins } from './framesForm.ts';
import {
  isOwnSymbol,
  keyOfReference,
  type Reference,
  referenceName,
  referenceOf,
  relativeTo,
} from './reference.ts';

type Props = Readonly<{
  form: FramesForm;
  value: Reference;
  label: string;
  onChange(of: Reference): void;
}>;

/** Which series something is computed on: the base, another timeframe of it, or a joined symbol. */
export function OnPicker({ form, value, label, onChange }: Props) {
  const { t } = useTranslation();
  const own = TIMEFRAMES.map((timeframe) => relativeTo(form, { timeframe }));
  const others = otherJoins(form);
  // One whose symbol is joined no longer stays what it is until another one is chosen.
  const kept =
    isOwnSymbol(form, value) || others.some((one) => keyOfReference(one) === keyOfReference(value));
  const item = (of: Reference) => ({ value: keyOfReference(of), label: referenceName(form, of) });
  const far = kept ? others : [...others, value];
  return (
    <NativeSelect
      className="ck-frames-on"
      aria-label={label}
      value={keyOfReference(relativeTo(form, value))}
      data={[
        { group: form.symbol || t('frames.symbol'), items: own.map(item) },
        ...(far.length === 0 ? [] : [{ group: t('frames.others'), items: far.map(item) }]),
      ]}
      onChange={(event) => onChange(referenceOf(event.currentTarget.value))}
    />
  );
}
