import '../../features/features/features.css';
import { FeaturesScreen } from '../../features/features/FeaturesScreen.tsx';
import type { Stores } from '../stores.ts';

/** The feature catalog, with what the screen needs of the window. */
export function FeaturesRoom({ stores }: Readonly<{ stores: Stores }>) {
  return <FeaturesScreen store={stores.features} coverage={stores.coverage} />;
}
