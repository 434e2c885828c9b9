-- What is stored as it was received is sealed by the application. Columns that were text or JSON become bytes; what
-- stands in them is readable until the worker has sealed it. Sealed bytes cannot be compressed, so nothing tries to.
alter table quarantine alter column body set storage external;

alter table move_in alter column sample drop default, alter column sample drop not null;
alter table move_in alter column sample type bytea
  using case when sample::text = '[]' then null else convert_to(sample::text, 'UTF8') end;

-- The bytes of a piece before it was sealed; what says where the next begins.
alter table move_in_slice add column size int not null default 0;
-- Not by an update: row-level security would hide every row from an owner who is no superuser.
alter table move_in_slice alter column size drop default, alter column size type int using length(bytes),
  alter column bytes set storage external;

alter table move_in_error alter column cells type bytea using convert_to(array_to_json(cells)::text, 'UTF8');
alter table odd_value alter column sample type bytea using convert_to(sample, 'UTF8');
