import { Input, MultiSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { FeaturesStore } from '../features/featuresStore.ts';
import type { FramesForm } from './framesForm.ts';
import { OnPicker } from './OnPicker.tsx';
import {
  isBase,
  keyOfReference,
  type Reference,
  referenceName,
  referenceOf,
  relativeTo,
} from './reference.ts';

type Props = Readonly<{
  form: FramesForm;
  features: FeaturesStore;
  onChange(change: Partial<FramesForm>): void;
}>;

const keyOf = (name: string, of: Reference): string => `${name}@${keyOfReference(of)}`;

/** The features of the frame: first the series they are computed on, then any of the catalog. */
export function FeatureFields({ form, features, onChange }: Props) {
  const { t } = useTranslation();
  const [on, setOn] = useState<Reference>({});
  const catalog = useStore(features, ({ catalog: { value } }) => value?.features ?? null);
  const label = (name: string, of: Reference): string =>
    isBase(form, of) ? name : `${referenceName(form, of)} ${name}`;
  const here = relativeTo(form, on);
  const chosen = form.features.map((one) => keyOf(one.name, relativeTo(form, one)));
  const offered = (catalog ?? []).map(({ name, hasSource }) => ({
    value: keyOf(name, here),
    label: hasSource ? label(name, here) : `${label(name, here)} · ${t('frames.noSource')}`,
  }));
  const known = new Set(offered.map(({ value }) => value));
  // What is chosen of another series has to be in the list to be shown.
  const elsewhere = form.features
    .map((one) => ({
      value: keyOf(one.name, relativeTo(form, one)),
      label: label(one.name, relativeTo(form, one)),
    }))
    .filter(({ value }) => !known.has(value));
  const choose = (values: readonly string[]): void =>
    onChange({
      features: values.map((value) => {
        const [name = '', key = ''] = value.split('@');
        return { name, ...referenceOf(key) };
      }),
    });
  return (
    <Input.Wrapper label={t('frames.features')} labelElement="div">
      <div className="ck-frames-features">
        <OnPicker form={form} value={here} label={t('frames.featuresOn')} onChange={setOn} />
        <MultiSelect
          size="xs"
          aria-label={t('frames.features')}
          placeholder={chosen.length === 0 ? t('frames.chooseFeatures') : ''}
          data={[...offered, ...elsewhere]}
          value={chosen}
          searchable
          clearable
          hidePickedOptions
          maxDropdownHeight={240}
          nothingFoundMessage={t('frames.noFeature')}
          onChange={choose}
        />
      </div>
    </Input.Wrapper>
  );
}
