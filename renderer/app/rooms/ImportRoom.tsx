import '../../features/import/history.css';
import '../../features/import/import.css';
import '../../features/import/mapping.css';
import { ImportScreen } from '../../features/import/ImportScreen.tsx';
import type { Stores } from '../stores.ts';

/** The import of files, with what the screen needs of the window. */
export function ImportRoom({ stores }: Readonly<{ stores: Stores }>) {
  const { client, imports, importHistory, coverage, navigation } = stores;
  return (
    <ImportScreen
      client={client}
      store={imports}
      history={importHistory}
      coverage={coverage}
      navigation={navigation}
    />
  );
}
