import { useStore } from 'zustand';
import { RepairDialog } from '../features/repair/RepairDialog.tsx';
import { CheckToast } from '../features/review/CheckToast.tsx';
import { StretchMenu } from '../features/stretch/StretchMenu.tsx';
import { useStretchActions } from '../features/stretch/useStretchActions.ts';
import type { Stores } from './stores.ts';

/** What pieces of series are asked about, over whatever screen they were pointed at. */
export function Overlays({ stores }: Readonly<{ stores: Stores }>) {
  const screen = useStore(stores.navigation, ({ place }) => place.screen);
  const actions = useStretchActions(stores);
  return (
    <>
      <StretchMenu store={stores.menu} actions={actions} screen={screen} />
      <RepairDialog store={stores.repair} />
      <CheckToast store={stores.checks} navigation={stores.navigation} />
    </>
  );
}
