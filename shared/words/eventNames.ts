import type { RejectReason } from '../domain/candleRules.ts';
import type { SeriesStatus } from '../domain/coverage.ts';
import { EventComponent } from '../domain/event.ts';
import type { JobKind } from '../domain/job.ts';
import type { CheckKind } from '../domain/quality.ts';
import type { Language } from './say.ts';
import { taskName } from './tasks.ts';

type Names<K extends string> = Readonly<Record<Language, Readonly<Record<K, string>>>>;

/** Why a candle was refused at the door of the store. */
export const REJECTED: Names<RejectReason> = {
  en: {
    'not-a-number': 'not a number',
    'price-not-positive': 'price not above 0',
    'high-below-low': 'high below low',
    'open-or-close-outside-range': 'open or close outside of low to high',
    'volume-negative': 'volume below 0',
    'off-grid': 'open time off the grid',
    'in-the-future': 'in the future',
    'still-forming': 'still forming',
    'conflicting-duplicate': 'sent twice with other values',
  },
  es: {
    'not-a-number': 'no es un número',
    'price-not-positive': 'precio que no supera 0',
    'high-below-low': 'máximo por debajo del mínimo',
    'open-or-close-outside-range': 'apertura o cierre fuera del rango de mínimo a máximo',
    'volume-negative': 'volumen por debajo de 0',
    'off-grid': 'hora de apertura fuera de la rejilla',
    'in-the-future': 'en el futuro',
    'still-forming': 'aún en formación',
    'conflicting-duplicate': 'enviada dos veces con otros valores',
  },
};

/** How a series stands, after `is`. */
export const STATUS: Names<SeriesStatus> = {
  en: { ok: 'ok', missing: 'missing', stale: 'stale', incomplete: 'incomplete' },
  es: { ok: 'correcta', missing: 'sin datos', stale: 'desactualizada', incomplete: 'incompleta' },
};

const JOBS: Names<JobKind> = {
  en: { backfill: 'backfill', repair: 'repair', refetch: 'refetch' },
  es: { backfill: 'descarga', repair: 'reparación', refetch: 'nueva descarga' },
};

/** Returns the kind of a job, inside of a sentence. */
export const jobName = (kind: JobKind, language: Language): string => JOBS[language][kind];

/** Returns the name of a deep check, as the schedule calls it. */
export const checkName = (kind: CheckKind, language: Language): string => taskName(`check-${kind}`, language);

const COMPONENTS: Names<EventComponent> = {
  en: {
    backfill: 'Downloads',
    catalog: 'Catalog',
    derive: 'Derived data',
    import: 'Import',
    jobs: 'Jobs',
    live: 'Live ingestion',
    quality: 'Quality',
    repair: 'Repair',
    schedule: 'Schedule',
    store: 'Store',
    verify: 'Verification',
  },
  es: {
    backfill: 'Descargas',
    catalog: 'Catálogo',
    derive: 'Datos derivados',
    import: 'Importación',
    jobs: 'Tareas',
    live: 'Ingesta en vivo',
    quality: 'Calidad',
    repair: 'Reparación',
    schedule: 'Programación',
    store: 'Almacén',
    verify: 'Verificación',
  },
};

/** Returns the name of the part of the program an event is of; one of another program as it was called there. */
export function componentName(component: string, language: Language): string {
  const known = EventComponent.safeParse(component);
  return known.success ? COMPONENTS[language][known.data] : component;
}
