import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { FeaturesStore } from '../features/featuresStore.ts';
import type { ScheduleStore } from '../schedule/scheduleStore.ts';
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
  client: DataClient;
  builder: BuilderStore;
  presets: PresetsStore;
  features: FeaturesStore;
  schedule: ScheduleStore;
  stored: readonly SeriesCoverage[];
}>;

/** Everything a frame is made of, from its series to its rows. */
export function Builder({ client, builder, presets, features, schedule, stored }: Props) {
  const { t } = useTranslation();
  const form = useStore(builder, (state) => state.form);
  const problems = problemsOf(form);
  const { change } = builder;
  return (
    <section className="ck-panel ck-frames-builder" aria-label={t('frames.builder')}>
      <PresetBar client={client} builder={builder} presets={presets} schedule={schedule} />
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
