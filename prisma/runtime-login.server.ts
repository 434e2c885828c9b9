import pg from 'pg';

/** What the login of web and worker is a member of, and all that it may do. */
const RUNTIME_ROLES = ['tendril_app', 'tendril_queue'];

/**
 * Gives the queue's role what running jobs needs. The queue's own tables have row-level security without a policy,
 * so that only their owner gets in; its updates may bring further tables.
 */
const QUEUE_RIGHTS = `
  do $$
  declare
    target regclass;
  begin
    grant usage on schema graphile_worker to tendril_queue;
    for target in
      select oid from pg_class
       where relnamespace = 'graphile_worker'::regnamespace and relkind in ('r', 'v')
         and not has_table_privilege('tendril_queue', oid, 'select, insert, update, delete')
    loop
      execute format('grant select, insert, update, delete on %s to tendril_queue', target);
    end loop;
    for target in
      select c.oid from pg_class c
       where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity
         and not exists (select from pg_policy where polrelid = c.oid and polname = 'tendril_queue')
    loop
      execute format('create policy tendril_queue on %s to tendril_queue using (true) with check (true)', target);
    end loop;
    revoke insert, update, delete on graphile_worker.migrations from tendril_queue;
  end
  $$`;

/** Brings the rights of the role that runs jobs to what the queue's tables now are. */
export async function grantQueueRights(owner: pg.Client): Promise<void> {
  await owner.query(QUEUE_RIGHTS);
}

/**
 * Makes the login of web and worker, when there is none of that name, and lets it act as the two roles it needs. A
 * login that exists keeps its password.
 * @param owner connected as a role that may create roles
 * @param runtimeUrl the address that web and worker connect to; one of the owner's own changes nothing
 * @throws when the owner may not; the message says what a superuser has to run
 */
export async function ensureRuntimeLogin(owner: pg.Client, runtimeUrl: string): Promise<void> {
  const { username, password } = new URL(runtimeUrl);
  const name = decodeURIComponent(username);
  const { rows } = await owner.query<{ exists: boolean; missing: string[] | null; self: boolean }>(
    `select login.oid is not null as exists, current_user = $1 as self,
            (select array_agg(role) from unnest($2::text[]) as role
              where login.oid is null or not pg_has_role(login.oid, role, 'member')) as missing
       from (select) as one left join pg_roles as login on login.rolname = $1`,
    [name, RUNTIME_ROLES],
  );
  const [login] = rows;
  if (name === '' || !login || login.self || login.missing === null) return;
  const who = pg.escapeIdentifier(name);
  try {
    if (!login.exists)
      await owner.query(
        `create role ${who} login password ${pg.escapeLiteral(decodeURIComponent(password))}`,
      );
    await owner.query(`grant ${login.missing.join(', ')} to ${who}`);
  } catch (error) {
    throw new Error(
      `The login ${name} could not be set up. Let a superuser run: create role ${who} login password '...'; grant ${RUNTIME_ROLES.join(', ')} to ${who};`,
      { cause: error },
    );
  }
}
