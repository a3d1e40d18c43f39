/** Virtual time, milliseconds UTC. */
export interface VirtualClock {
  now(): number;
  /** How many virtual seconds pass in a real one; 0 stands still, 1 is real time. */
  speed(): number;
  setSpeed(speed: number): void;
  /** Moves forward by `ms`; listeners see it at once. */
  advance(ms: number): void;
  /** Moves to `time`, forward or back. */
  jump(time: number): void;
  /** Calls `listener` after every advance, jump and change of speed; returns what stops that. */
  onChange(listener: () => void): () => void;
}

/** Starts a clock at `start` (by default now) that runs at `speed`. */
export function createClock(start = Date.now(), speed = 1): VirtualClock {
  let virtual = start;
  let real = performance.now();
  let factor = speed;
  const listeners = new Set<() => void>();

  const now = (): number => Math.floor(virtual + (performance.now() - real) * factor);
  function set(time: number, speed: number): void {
    virtual = time;
    real = performance.now();
    factor = speed;
    for (const listener of listeners) listener();
  }

  return {
    now,
    speed: () => factor,
    setSpeed: (speed) => set(now(), speed),
    advance: (ms) => set(now() + ms, factor),
    jump: (time) => set(time, factor),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
