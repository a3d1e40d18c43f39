/** A map that forgets what was used least recently once it holds more than it may. */
export interface Lru<K, V> {
  readonly size: number;
  /** Returns a value and counts that as a use. */
  get(key: K): V | undefined;
  /** Returns a value without counting it as a use. */
  peek(key: K): V | undefined;
  set(key: K, value: V): void;
  clear(): void;
}

export function createLru<K, V>(capacity: number): Lru<K, V> {
  // A Map keeps the order of insertion, so the first key is the one that was put back longest ago.
  const entries = new Map<K, V>();
  return {
    get size() {
      return entries.size;
    },
    get: (key) => {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    peek: (key) => entries.get(key),
    set: (key, value) => {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size > capacity) entries.delete(entries.keys().next().value as K);
    },
    clear: () => entries.clear(),
  };
}
