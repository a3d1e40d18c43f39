/** One step of the schema. Numbered by tens; never edited once shipped (a test keeps their hashes). */
export type Migration = Readonly<{ version: number; name: string; sql: string }>;
