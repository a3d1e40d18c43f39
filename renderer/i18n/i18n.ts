import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import backfillEn from './backfill.en.json';
import backfillEs from './backfill.es.json';
import catalogEn from './catalog.en.json';
import catalogEs from './catalog.es.json';
import chartEn from './chart.en.json';
import chartEs from './chart.es.json';
import detailsEn from './details.en.json';
import detailsEs from './details.es.json';
import en from './en.json';
import es from './es.json';
import eventsEn from './events.en.json';
import eventsEs from './events.es.json';
import frameEn from './frame.en.json';
import frameEs from './frame.es.json';
import gapsEn from './gaps.en.json';
import gapsEs from './gaps.es.json';
import heatmapEn from './heatmap.en.json';
import heatmapEs from './heatmap.es.json';
import jobsEn from './jobs.en.json';
import jobsEs from './jobs.es.json';
import type { Language } from './languages.ts';
import paletteEn from './palette.en.json';
import paletteEs from './palette.es.json';
import recoverEn from './recover.en.json';
import recoverEs from './recover.es.json';
import seriesEn from './series.en.json';
import seriesEs from './series.es.json';
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
  ...heatmapEn,
  ...eventsEn,
  ...frameEn,
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
  ...heatmapEs,
  ...eventsEs,
  ...frameEs,
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
