import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the migrated database that test files clone. */
    databaseUrl: string;
    /** The same as the login of web and worker. */
    runtimeUrl: string;
    /** Folder of a migrated, stopped PostgreSQL server that the environments of fault tests copy. */
    environmentTemplate: string;
  }
}
