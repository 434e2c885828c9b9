-- A file of people that is moved in from another platform.
create table move_in (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null,
  file_name text not null,
  state text not null,
  -- What the file is and what its columns hold; known once it is there as a whole.
  kind text,
  delimiter text,
  header text[] not null default '{}',
  sample json not null default '[]',
  mapping json not null default '[]',
  -- The moment of whatever the file dates not; of a file that was moved in before, the moment of then.
  told_at timestamptz not null,
  digest text,
  bytes_total bigint not null,
  -- Where the rows begin, and how far they are read: everything before this byte is saved.
  bytes_start bigint not null default 0,
  bytes_done bigint not null default 0,
  rows_done bigint not null default 0,
  rows_unusable bigint not null default 0,
  -- What the dry run found; null before it.
  counts json,
  reading_since timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  error text,
  primary key (shop_id, id),
  constraint move_in_state check (
    state in ('uploading', 'mapping', 'checking', 'checked', 'running', 'done', 'failed', 'cancelled'))
);
create index move_in_newest on move_in (shop_id, created_at desc);

-- The file itself, in pieces, in UTF-8 once it is whole; removed when it is done with.
create table move_in_slice (
  shop_id uuid not null,
  move_in_id uuid not null,
  position int not null,
  start bigint not null,
  bytes bytea not null,
  primary key (shop_id, move_in_id, position),
  foreign key (shop_id, move_in_id) references move_in (shop_id, id) on delete cascade
);

-- Rows of which nothing or not everything is taken, for the file of errors.
create table move_in_error (
  shop_id uuid not null,
  move_in_id uuid not null,
  row_number bigint not null,
  reason text not null,
  cells text[] not null,
  primary key (shop_id, move_in_id, row_number),
  foreign key (shop_id, move_in_id) references move_in (shop_id, id) on delete cascade
);

select protect_tenant(t::regclass) from unnest(array['move_in', 'move_in_slice', 'move_in_error']) as t;
