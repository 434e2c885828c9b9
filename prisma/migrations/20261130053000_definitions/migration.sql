-- Journeys, emails and banners as data of the shop: versions that never change, one of them live, and a draft apart.
create table definition (
  shop_id uuid not null references shop (id) on delete cascade,
  kind text not null check (kind in ('journey', 'email', 'banner')),
  key text not null,
  -- The version in use; null while there is only a draft. No foreign key, because tables that reference each other cannot
  -- be distributed; a version is written before it becomes live and is never deleted.
  live_version int,
  archived_at timestamptz,
  -- The version of the gallery that it was copied from or brought up to; null for the shop's own.
  gallery_version int,
  -- The version of the gallery whose update was declined.
  declined_version int,
  created_at timestamptz not null,
  primary key (shop_id, kind, key)
);
select protect_tenant('definition');

create table definition_version (
  shop_id uuid not null,
  kind text not null,
  key text not null,
  version int not null check (version > 0),
  name text not null,
  content json not null,
  -- Of the content (SHA-256): what is parsed or compiled of it is shared by all versions that say the same.
  digest text not null,
  -- The version of the gallery that this is a copy of; null for what the shop wrote.
  gallery_version int,
  -- Who published it; null for a copy made at the installation.
  author text,
  created_at timestamptz not null,
  primary key (shop_id, kind, key, version),
  foreign key (shop_id, kind, key) references definition (shop_id, kind, key) on delete cascade
);
select protect_tenant('definition_version');

-- A version is what people saw and runs go by: it leaves with its shop and never changes, by any login.
revoke update, delete on definition_version from tendril_app;
create function refuse_version_change() returns trigger
  language plpgsql
  as $$
begin
  raise exception 'Version % of % % is published and cannot change: publish another one.', old.version, old.kind, old.key;
end
$$;
create trigger keep_version before update on definition_version
  for each row execute function refuse_version_change();

create table definition_draft (
  shop_id uuid not null,
  kind text not null,
  key text not null,
  content json not null,
  -- The version that was live when the draft was begun; null when there was none.
  based_on_version int,
  -- Goes up with each save: one who read an older one does not overwrite a newer one.
  revision int not null check (revision > 0),
  author text not null,
  saved_at timestamptz not null,
  primary key (shop_id, kind, key),
  foreign key (shop_id, kind, key) references definition (shop_id, kind, key) on delete cascade
);
select protect_tenant('definition_draft');

-- Pages show the names, the states, the live versions and the drafts.
select note_changes_of('definition');
select note_changes_of('definition_draft');

-- The versions that people are on.
-- Migrations run before the processes start (docs/guide/connect-a-store.md). A process that runs all the same waits with
-- its writes of runs until the index is there.
-- squawk-ignore require-concurrent-index-creation
create index journey_run_version on journey_run (shop_id, journey_key, journey_version)
  where state in ('active', 'failed');

-- The version of the email that was written: of an attempt, and of what was sent. Null for those from before.
alter table effect add column template_version int;
alter table message add column template_version int;
