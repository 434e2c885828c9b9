import pg from 'pg';
import type { Logger } from 'pino';
import { isDatabaseUnavailable } from '#app/platform/db.server.ts';
import { repeat, type Repeating } from '#app/platform/repeat.server.ts';
import { SECOND } from '#app/lib/duration.ts';
import type { Environment } from './env.ts';

/** How soon an unavailable database is asked again. */
const RETRY_MS = 2 * SECOND;

/** What the login may do that the app never needs; each row is one reason to refuse it. */
const LOGIN_FAULTS = `
  with reachable as (
    select oid, rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles
     where pg_has_role(session_user, oid, 'member')),
  owner as (
    select relowner as oid from pg_class
     where relnamespace in (select oid from pg_namespace where nspname in ('public', 'graphile_worker'))
    union select proowner from pg_proc
     where pronamespace in (select oid from pg_namespace where nspname in ('public', 'graphile_worker'))
    union select nspowner from pg_namespace where nspname in ('public', 'graphile_worker')
    union select datdba from pg_database where datname = current_database())
  select 'it is, or can become, the superuser ' || rolname as fault from reachable where rolsuper
  union all
  select 'it is, or can become, ' || rolname || ', which row-level security does not bind' from reachable
   where rolbypassrls and not rolsuper
  union all
  select 'it is, or can become, ' || rolname || ', which may create roles' from reachable
   where rolcreaterole and not rolsuper
  union all
  select 'it is, or can become, ' || rolname || ', which owns a part of the database' from reachable
   where oid in (select oid from owner) and not rolsuper
  union all
  select 'it can become ' || rolname || ', which reaches the files or programs of the server' from reachable
   where rolname in ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files')
     and not (select rolsuper from pg_roles where rolname = session_user)
  union all
  select 'it may create tables in the schema public' where has_schema_privilege('public', 'create')
   and not (select rolsuper from pg_roles where rolname = session_user)`;

/** Why the login of an address may do more than the app needs; nothing when it may not. */
export async function loginFaults(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  // A connection that breaks says so in an event; the statement under way fails of it anyway.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ fault: string }>(LOGIN_FAULTS);
    return rows.map(({ fault }) => fault);
  } finally {
    await client.end();
  }
}

/**
 * Refuses, in production, a login that can act as the owner of the tables: an attacker in control of the process could
 * then read every shop. In other modes it is only logged.
 * @param onRefused called when a database that was unavailable at first turns out to be open to such a login
 * @throws when the login is refused; the message says what to do
 */
export async function vetLogin(
  { NODE_ENV }: Pick<Environment, 'NODE_ENV'>,
  databaseUrl: string,
  logger: Logger,
  onRefused: (error: Error) => void,
): Promise<Pick<Repeating, 'stop'>> {
  async function vet(): Promise<void> {
    const faults = await loginFaults(databaseUrl);
    if (faults.length === 0) return;
    const error = new Error(refusal(databaseUrl, faults));
    if (NODE_ENV === 'production') throw error;
    logger.warn(error.message);
  }
  try {
    await vet();
    return { stop: () => Promise.resolve() };
  } catch (error) {
    if (!isDatabaseUnavailable(error)) throw error;
  }
  const retrying: Repeating = repeat(
    RETRY_MS,
    (error) => {
      if (error instanceof Error && !isDatabaseUnavailable(error)) onRefused(error);
    },
    async () => {
      await vet();
      void retrying.stop();
    },
  );
  return retrying;
}

function refusal(databaseUrl: string, faults: readonly string[]): string {
  const login = decodeURIComponent(new URL(databaseUrl).username);
  return [
    `The app must not run under the login ${login}:`,
    ...faults.map((fault) => `- ${fault}`),
    'Put the address of the owner into MIGRATE_DATABASE_URL and one with another login into DATABASE_URL, run',
    '`npm run migrate`, which makes that login, and start again. See docs/guide/connect-a-store.md.',
  ].join('\n');
}
