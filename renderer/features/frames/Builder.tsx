import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { FeaturesStore } from '../features/featuresStore.ts';
import type { BuilderStore } from './builderStore.ts';
import { FeatureFields } from './FeatureFields.tsx';
import { problemsOf } from './framesForm.ts';
import { IndicatorFields } from './IndicatorFields.tsx';
import { JoinFields } from './JoinFields.tsx';
import { OptionFields } from './OptionFields.tsx';
import { PresetBar } from './PresetBar.tsx';
import type { PresetsStore } from './presetsStore.ts';
import { RangeFields } from './RangeFields.tsx';
import { SeriesFields } from './SeriesFields.tsx';

type Props = Readonly<{
  builder: BuilderStore;
  presets: PresetsStore;
  features: FeaturesStore;
  stored: readonly SeriesCoverage[];
}>;

/** Everything a frame is made of, from its series to its rows. */
export function Builder({ builder, presets, features, stored }: Props) {
  const { t } = useTranslation();
  const form = useStore(builder, (state) => state.form);
  const problems = problemsOf(form);
  const { change } = builder;
  return (
    <section className="ck-panel ck-frames-builder" aria-label={t('frames.builder')}>
      <PresetBar builder={builder} presets={presets} />
      <div className="ck-frames-fields">
        <SeriesFields form={form} stored={stored} onChange={change} />
        <JoinFields form={form} stored={stored} onChange={change} />
        <IndicatorFields form={form} bad={problems.indicators} onChange={change} />
        <FeatureFields form={form} features={features} onChange={change} />
        <RangeFields form={form} problems={problems} onChange={change} />
        <OptionFields form={form} onChange={change} />
      </div>
    </section>
  );
}
