-- A file whose bytes may stand for several texts waits until the merchant says which; `sample` then holds what some of
-- its words would be in each encoding.
alter table move_in drop constraint move_in_state;
alter table move_in add constraint move_in_state check (
  state in ('uploading', 'encoding', 'mapping', 'checking', 'checked', 'running', 'done', 'failed', 'cancelled'));
