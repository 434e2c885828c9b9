import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the migrated database that test files clone. */
    databaseUrl: string;
  }
}
