-- Replays of gallery journeys, by whose revenue opportunities are ranked; those of one ranking were requested at one moment.
alter table replay add column is_ranking boolean not null default false;
