declare global {
  /** The part of AbortSignal that browsers and Node agree on; this room knows neither of them. */
  interface AbortSignal {
    readonly aborted: boolean;
    addEventListener(type: 'abort', listener: () => void): void;
    removeEventListener(type: 'abort', listener: () => void): void;
  }
}

export {};
