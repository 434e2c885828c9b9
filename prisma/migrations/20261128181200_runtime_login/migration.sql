-- The rights that running jobs needs: the queue's tables, and nothing of the app's. What they are on is granted after
-- every update of the queue (prisma/runtime-login.server.ts). The login of web and worker is a member of this role and
-- of tendril_app, and of no other.
do $$
begin
  if not exists (select from pg_roles where rolname = 'tendril_queue') then
    create role tendril_queue nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
end
$$;
