import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import alertsEn from './alerts.en.json';
import alertsEs from './alerts.es.json';
import backfillEn from './backfill.en.json';
import backfillEs from './backfill.es.json';
import catalogEn from './catalog.en.json';
import catalogEs from './catalog.es.json';
import chartEn from './chart.en.json';
import chartEs from './chart.es.json';
import checksEn from './checks.en.json';
import checksEs from './checks.es.json';
import detailsEn from './details.en.json';
import detailsEs from './details.es.json';
import en from './en.json';
import es from './es.json';
import eventsEn from './events.en.json';
import eventsEs from './events.es.json';
import featuresEn from './features.en.json';
import featuresEs from './features.es.json';
import frameEn from './frame.en.json';
import frameEs from './frame.es.json';
import framesEn from './frames.en.json';
import framesEs from './frames.es.json';
import gapsEn from './gaps.en.json';
import gapsEs from './gaps.es.json';
import heatmapEn from './heatmap.en.json';
import heatmapEs from './heatmap.es.json';
import importEn from './import.en.json';
import importEs from './import.es.json';
import indicatorsEn from './indicators.en.json';
import indicatorsEs from './indicators.es.json';
import ingestionEn from './ingestion.en.json';
import ingestionEs from './ingestion.es.json';
import inspectorEn from './inspector.en.json';
import inspectorEs from './inspector.es.json';
import jobsEn from './jobs.en.json';
import jobsEs from './jobs.es.json';
import type { Language } from './languages.ts';
import limitsEn from './limits.en.json';
import limitsEs from './limits.es.json';
import liveEn from './live.en.json';
import liveEs from './live.es.json';
import paletteEn from './palette.en.json';
import paletteEs from './palette.es.json';
import quotesEn from './quotes.en.json';
import quotesEs from './quotes.es.json';
import recoverEn from './recover.en.json';
import recoverEs from './recover.es.json';
import repairEn from './repair.en.json';
import repairEs from './repair.es.json';
import reviewEn from './review.en.json';
import reviewEs from './review.es.json';
import scheduleEn from './schedule.en.json';
import scheduleEs from './schedule.es.json';
import seriesEn from './series.en.json';
import seriesEs from './series.es.json';
import stretchEn from './stretch.en.json';
import stretchEs from './stretch.es.json';
import verifyEn from './verify.en.json';
import verifyEs from './verify.es.json';

/** One file a feature, each with one key of its own at the top; a test holds this list against the folder. */
const english = {
  ...en,
  ...backfillEn,
  ...catalogEn,
  ...chartEn,
  ...detailsEn,
  ...seriesEn,
  ...verifyEn,
  ...gapsEn,
  ...checksEn,
  ...inspectorEn,
  ...limitsEn,
  ...repairEn,
  ...reviewEn,
  ...stretchEn,
  ...heatmapEn,
  ...scheduleEn,
  ...alertsEn,
  ...eventsEn,
  ...indicatorsEn,
  ...ingestionEn,
  ...liveEn,
  ...quotesEn,
  ...frameEn,
  ...framesEn,
  ...featuresEn,
  ...importEn,
  ...paletteEn,
  ...recoverEn,
  ...jobsEn,
};
const spanish = {
  ...es,
  ...backfillEs,
  ...catalogEs,
  ...chartEs,
  ...detailsEs,
  ...seriesEs,
  ...verifyEs,
  ...gapsEs,
  ...checksEs,
  ...inspectorEs,
  ...limitsEs,
  ...repairEs,
  ...reviewEs,
  ...stretchEs,
  ...heatmapEs,
  ...scheduleEs,
  ...alertsEs,
  ...eventsEs,
  ...indicatorsEs,
  ...ingestionEs,
  ...liveEs,
  ...quotesEs,
  ...frameEs,
  ...framesEs,
  ...featuresEs,
  ...importEs,
  ...paletteEs,
  ...recoverEs,
  ...jobsEs,
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof english };
  }
}

/** Returns the catalogs, ready at once: they are part of the program, so nothing is loaded later. */
export function createI18n(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    resources: { en: { translation: english }, es: { translation: spanish } },
    lng: language,
    fallbackLng: 'en',
    initAsync: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
  return instance;
}
