-- Inputs at which a job is at work, and at which workers died: one that ends a worker twice is not tried a third time.
create table job_attempt (
  shop_id uuid not null references shop (id) on delete cascade,
  job text not null,
  input text not null,
  -- The worker that is at it; null while nobody is.
  fence bigint,
  deaths int not null default 0,
  primary key (shop_id, job, input)
);

-- Who stood in a file so far, while it is checked: a file may hold more people than a worker's memory.
create table move_in_seen (
  shop_id uuid not null,
  move_in_id uuid not null,
  -- A hash of the address or number.
  person uuid not null,
  primary key (shop_id, move_in_id, person),
  foreign key (shop_id, move_in_id) references move_in (shop_id, id) on delete cascade
);

select protect_tenant(t::regclass) from unnest(array['job_attempt', 'move_in_seen']) as t;

-- What was being done with a file when it failed and can be tried again; its pieces are kept until then.
alter table move_in add column parked_from text;
