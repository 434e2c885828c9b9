import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the migrated database that test files clone. */
    databaseUrl: string;
    /** The same as the login of web and worker. */
    runtimeUrl: string;
    /** Folder of a migrated, stopped PostgreSQL server that the houses of fault tests copy. */
    houseTemplate: string;
  }
}
