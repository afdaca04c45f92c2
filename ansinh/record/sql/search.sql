-- Finding people by name. Row-level security hides a row before any condition of ours is asked, and LIKE may not be
-- asked first (it is not "leakproof"), so the index of people_person's names can never be used by the site. The words
-- by which people are found therefore stand here too, without a policy of their own: whoever searches reads from here
-- only the keys, within the branch entered, and then the people themselves from people_person, where the policy holds.
create table people_search (
    person_id bigint primary key references people_person (id) on delete cascade,
    unit_id bigint not null,
    birth_year smallint,
    name text not null  -- folded, with a space before it: '% anh%' finds the words that begin with "anh"
);
create index people_search_by_words on people_search using gin (name gin_trgm_ops);
create index people_search_by_name on people_search (name);
create index people_search_by_unit on people_search (unit_id, birth_year);

create function people_search_follow() returns trigger language plpgsql as $$
begin
    insert into people_search (person_id, unit_id, birth_year, name)
        select id, unit_id, birth_year, ' ' || name_folded from new_rows
        on conflict (person_id) do update
            set unit_id = excluded.unit_id, birth_year = excluded.birth_year, name = excluded.name
            where (people_search.unit_id, people_search.birth_year, people_search.name)
                is distinct from (excluded.unit_id, excluded.birth_year, excluded.name);
    return null;
end $$;
create trigger people_search_insert after insert on people_person
    referencing new table as new_rows for each statement execute function people_search_follow();
create trigger people_search_update after update on people_person
    referencing new table as new_rows for each statement execute function people_search_follow();

select set_config('ansinh.everywhere', 'on', true);
insert into people_search (person_id, unit_id, birth_year, name)
    select id, unit_id, birth_year, ' ' || name_folded from people_person;
select set_config('ansinh.everywhere', 'off', true);
