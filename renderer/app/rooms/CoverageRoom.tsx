import '../../features/backfill/backfill.css';
import '../../features/series/series.css';
import '../../features/series/table.css';
import '../../features/details/details.css';
import { CoverageScreen } from '../../features/series/CoverageScreen.tsx';
import type { Stores } from '../stores.ts';

/** The coverage, with what the screen needs of the window. */
export function CoverageRoom({ stores }: Readonly<{ stores: Stores }>) {
  return <CoverageScreen stores={stores} />;
}
