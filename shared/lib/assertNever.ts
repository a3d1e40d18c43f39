/** Marks the branch that a complete `switch` can never reach; adding a case makes it a type error. */
export function assertNever(value: never, what: string): never {
  throw new Error(`${what} has no case for ${JSON.stringify(value)}`);
}
