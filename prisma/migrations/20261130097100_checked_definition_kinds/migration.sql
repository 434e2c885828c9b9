-- Apart from the migration that added it, so that nothing is blocked while the rows are read.
alter table definition validate constraint definition_kind_check;
