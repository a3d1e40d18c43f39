import { useEffect, useState } from 'react';

/**
 * Returns what `create` makes, for as long as the view is there, and disposes it with the view; null until it is made.
 * A new `create` makes a new one, so it has to be kept the same between renders.
 */
export function useOwned<T extends { dispose(): void }>(create: () => T): T | null {
  const [owned, setOwned] = useState<T | null>(null);
  useEffect(() => {
    const made = create();
    setOwned(made);
    return () => made.dispose();
  }, [create]);
  return owned;
}
