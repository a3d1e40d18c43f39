import '../../features/backfill/backfill.css';
import '../../features/series/series.css';
import '../../features/catalog/catalog.css';
import { CatalogScreen } from '../../features/catalog/CatalogScreen.tsx';
import type { Stores } from '../stores.ts';

/** The catalog, with what the screen needs of the window. */
export function CatalogRoom({ stores }: Readonly<{ stores: Stores }>) {
  return <CatalogScreen stores={stores} />;
}
