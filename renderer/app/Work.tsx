import { Inspector } from '../features/inspector/Inspector.tsx';
import { useStretchActions } from '../features/stretch/useStretchActions.ts';
import { CurrentRoom } from './CurrentRoom.tsx';
import type { Stores } from './stores.ts';

/** The place one is at, and beside it the candle that is looked at. */
export function Work({ stores }: Readonly<{ stores: Stores }>) {
  const { inspector, coverage, catalog, navigation } = stores;
  const actions = useStretchActions(stores);
  return (
    <div className="ck-work">
      <CurrentRoom stores={stores} />
      <Inspector
        store={inspector}
        coverage={coverage}
        catalog={catalog}
        actions={actions}
        onJob={(jobId) => navigation.go({ screen: 'jobs', jobId })}
      />
    </div>
  );
}
