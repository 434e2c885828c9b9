-- A store that a developer or a partner tries things in: there test orders count, unless a setting leaves them out.
alter table shop add column is_development boolean not null default false;
