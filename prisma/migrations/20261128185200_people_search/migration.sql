-- Where the words of people's names and addresses begin, for the search among people: whoever types the beginning of
-- one finds its rows by the index. Only comparisons that tell nothing of other rows ("leakproof") may use an index
-- beside row-level security, and those of trigrams are not among them.
create table profile_search (
  shop_id uuid not null,
  profile_id uuid not null,
  -- From the beginning of a word to the end of the text, in lower case, at most 60 characters.
  token text collate "C" not null,
  primary key (shop_id, profile_id, token),
  foreign key (shop_id, profile_id) references profile (shop_id, id) on delete cascade
);
create index profile_search_token on profile_search (shop_id, token, profile_id);
select protect_tenant('profile_search');

-- The first twelve places of a text where a word begins, each with what follows.
create function search_tokens(words text) returns setof text
  language plpgsql immutable
  as $$
declare
  rest text := substring(lower(left(words, 400)) from '[[:alnum:]].*$');
begin
  for turn in 1..12 loop
    exit when rest is null;
    return next left(rest, 60);
    rest := substring(rest from '^[[:alnum:]]+[^[:alnum:]]+([[:alnum:]].*)$');
  end loop;
end
$$;

create function index_person() returns trigger
  language plpgsql
  as $$
begin
  if tg_op = 'UPDATE' then
    delete from profile_search where shop_id = old.shop_id and profile_id = old.id;
  end if;
  insert into profile_search (shop_id, profile_id, token)
  select new.shop_id, new.id, token
    from (select search_tokens(new.name) as token union select search_tokens(new.email)) as tokens;
  return null;
end
$$;

create trigger index_new_person after insert on profile
  for each row when (new.name is not null or new.email is not null) execute function index_person();
create trigger index_renamed_person after update of name, email on profile
  for each row when (old.name is distinct from new.name or old.email is distinct from new.email)
  execute function index_person();

do $$
declare
  one uuid;
begin
  -- Shop by shop: row-level security binds whoever migrates as well.
  for one in select id from shop loop
    perform set_config('app.shop', one::text, true);
    insert into profile_search (shop_id, profile_id, token)
    select shop_id, id, token
      from profile,
        lateral (select search_tokens(name) as token union select search_tokens(email)) as tokens
     where shop_id = one;
  end loop;
  perform set_config('app.shop', '', true);
end
$$;
