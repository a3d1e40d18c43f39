import { type ComponentType, lazy } from 'react';
import type { Screen } from '../state/navigation.ts';
import type { Stores } from './stores.ts';

export type Room = ComponentType<Readonly<{ stores: Stores }>>;

/** What a place shows. Each room is loaded when somebody goes there first, with its stylesheet. */
export const ROOMS: Readonly<Record<Screen, Room>> = {
  coverage: lazy(async () => ({ default: (await import('./rooms/CoverageRoom.tsx')).CoverageRoom })),
  heatmap: lazy(async () => ({ default: (await import('./rooms/HeatmapRoom.tsx')).HeatmapRoom })),
  chart: lazy(async () => ({ default: (await import('./rooms/ChartRoom.tsx')).ChartRoom })),
  ingestion: lazy(async () => ({ default: (await import('./rooms/IngestionRoom.tsx')).IngestionRoom })),
  jobs: lazy(async () => ({ default: (await import('./rooms/JobsRoom.tsx')).JobsRoom })),
  gaps: lazy(async () => ({ default: (await import('./rooms/GapsRoom.tsx')).GapsRoom })),
  review: lazy(async () => ({ default: (await import('./rooms/ReviewRoom.tsx')).ReviewRoom })),
  verify: lazy(async () => ({ default: (await import('./rooms/VerifyRoom.tsx')).VerifyRoom })),
  frames: lazy(async () => ({ default: (await import('./rooms/FramesRoom.tsx')).FramesRoom })),
  features: lazy(async () => ({ default: (await import('./rooms/FeaturesRoom.tsx')).FeaturesRoom })),
  import: lazy(async () => ({ default: (await import('./rooms/ImportRoom.tsx')).ImportRoom })),
  schedule: lazy(async () => ({ default: (await import('./rooms/ScheduleRoom.tsx')).ScheduleRoom })),
  alerts: lazy(async () => ({ default: (await import('./rooms/AlertsRoom.tsx')).AlertsRoom })),
  events: lazy(async () => ({ default: (await import('./rooms/EventsRoom.tsx')).EventsRoom })),
  catalog: lazy(async () => ({ default: (await import('./rooms/CatalogRoom.tsx')).CatalogRoom })),
};
