import type { Alert, AlertKind } from '../../../shared/domain/alert.ts';
import type { Place } from '../../state/navigation.ts';

/** Where more is to be seen, or done, about what an alert is about; failed tasks and jobs have places of their own. */
const SCREENS: Readonly<Record<AlertKind, readonly ('coverage' | 'ingestion' | 'review' | 'verify')[]>> = {
  'symbol-silent': ['ingestion'],
  'venue-silent': ['ingestion'],
  'series-stale': ['coverage', 'ingestion'],
  'errors-in-a-row': ['ingestion'],
  'clock-skew': ['ingestion'],
  'disk-space': [],
  'task-failed': [],
  'data-contradiction': ['review', 'verify'],
};

function placesOfKind({ kind, params }: Pick<Alert, 'kind' | 'params'>): readonly Place[] {
  if (kind === 'task-failed') return [{ screen: params.what === 'job' ? 'jobs' : 'schedule' }];
  return SCREENS[kind].map((screen): Place => ({ screen }));
}

/** Returns the places an alert leads to, the closest first. */
export function jumpsOf(alert: Pick<Alert, 'kind' | 'seriesId' | 'params'>): readonly Place[] {
  const { seriesId } = alert;
  const series: readonly Place[] =
    seriesId === null
      ? []
      : [
          { screen: 'chart', seriesId },
          { screen: 'gaps', seriesId },
        ];
  return [...series, ...placesOfKind(alert)];
}
