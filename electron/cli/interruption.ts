/**
 * Returns a signal that Ctrl-C, or a request to terminate, aborts. A second request means it: the store survives
 * that too.
 */
export function interruption(exitCode: number): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(exitCode);
      controller.abort();
    });
  }
  return controller.signal;
}
