-- When what people will do is reckoned anew.
alter table shop add column predict_due_at timestamptz not null default now();
create index shop_predict on shop (predict_due_at);

-- The chance of at least one more order within 12 months, 0 to 1. Who bought once is never taken for lost by
-- the model of `alive`; this tells such people apart.
alter table prediction add column again real not null;

-- The newest reckoning of a shop's predictions. Without a row there was none yet.
create table prediction_run (
  shop_id uuid primary key references shop (id) on delete cascade,
  -- The member of staff who asked for it; null when it was due.
  asked_by text,
  -- Null until a model is chosen.
  model_version int,
  -- The last person reckoned, in the order of ids; null before the first.
  reached uuid,
  people_done int not null default 0,
  people_total int,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text check (outcome in ('predicted', 'too_little', 'cancelled')),
  -- What the shop has to learn from: how many bought, how many again, for how many weeks.
  found json,
  check ((finished_at is null) = (outcome is null))
);
select protect_tenant('prediction_run');
