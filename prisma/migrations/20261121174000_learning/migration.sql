-- How the newest learning of a score from a shop's own outcomes stands, for whoever waits for it.
create table learning (
  shop_id uuid primary key references shop (id) on delete cascade,
  state text not null check (state in ('asked', 'reading', 'fitting', 'done', 'cancelled', 'failed')),
  asked_by text not null,
  asked_at timestamptz not null,
  people_total int not null default 0,
  people_done int not null default 0,
  examples int not null default 0,
  finished_at timestamptz
);
select protect_tenant('learning');
