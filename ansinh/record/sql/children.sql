-- Children: who sees what. A circumstance is seen where the child is, those of groups whose names few may read only by
-- whoever is entrusted with protecting children (acts/permit sets `ansinh.children`); so are cases and all that hangs
-- on them, even for work of the whole register.
create function children_private() returns text[] language sql immutable as
    $$ select array['dd', 'e', 'g', 'i', 'k', 'l', 'm'] $$;

do $$
declare
    t text;
    everywhere text := '(select coalesce(current_setting(''ansinh.everywhere'', true), '''') = ''on'')';
    entrusted text := '(select coalesce(current_setting(''ansinh.children'', true), '''') = ''on'')';
    mine text := 'coalesce((select string_to_array(nullif(current_setting(''ansinh.units'', true), ''''), '','')'
                 '::bigint[]), ''{}'')';
    of record;
begin
    execute format('create policy branch on children_circumstance using ((%s or %s <> all (children_private()))'
                   ' and (%s or exists (select 1 from people_person p where p.id = person_id)))',
                   entrusted, '"group"', everywhere);
    execute format('create policy branch on children_care using (%s or exists '
                   '(select 1 from people_person p where p.id = person_id))', everywhere);
    execute format('create policy branch on children_visit using (%s or exists '
                   '(select 1 from children_care c where c.id = care_id))', everywhere);
    execute format('create policy branch on children_offer using (%s or unit_id = any (%s))', everywhere, mine);
    execute format('create policy branch on children_case using (%s and (%s or unit_id = any (%s)))', entrusted,
                   everywhere, mine);
    foreach t in array array['children_step', 'children_informant', 'children_look', 'children_file'] loop
        execute format('create policy branch on %I using (exists '
                       '(select 1 from children_case c where c.id = case_id))', t);
    end loop;
    foreach t in array array['children_circumstance', 'children_care', 'children_visit', 'children_offer',
                             'children_case', 'children_step', 'children_informant', 'children_look',
                             'children_file'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
    end loop;
    foreach t in array array['children_circumstance', 'children_care', 'children_visit', 'children_offer',
                             'children_case', 'children_step', 'children_informant', 'children_file'] loop
        perform trail_keep(t);
    end loop;
    -- The trail of each is seen where, and by whom, the row is.
    execute format('create policy children_circumstance on trail_entry as restrictive for select using (%s or %s or'
                   ' table_name <> ''children_circumstance'' or coalesce(after, before) ->> ''group'''
                   ' <> all (children_private()))', everywhere, entrusted);
    execute format('create policy children_case on trail_entry as restrictive for select using (%s or'
                   ' table_name <> ''children_case'' or (%s and (coalesce(after, before) ->> ''unit_id'')::bigint'
                   ' = any (%s)))', everywhere, entrusted, mine);
    execute format('create policy children_offer on trail_entry as restrictive for select using (%s or'
                   ' table_name <> ''children_offer'' or (coalesce(after, before) ->> ''unit_id'')::bigint'
                   ' = any (%s))', everywhere, mine);
    for of in select * from (values
        ('children_step', 'children_case', 'case_id'), ('children_informant', 'children_case', 'case_id'),
        ('children_file', 'children_case', 'case_id'), ('children_visit', 'children_care', 'care_id'))
        x (child, parent, key) loop
        execute format('create policy %I on trail_entry as restrictive for select using (%s or table_name <> %L or'
                       ' exists (select 1 from %I p where p.id = (coalesce(trail_entry.after, trail_entry.before)'
                       ' ->> %L)::bigint))', of.child, everywhere, of.child, of.parent, of.key);
    end loop;
end $$;

-- Who looked at a case stays.
create trigger children_look_append_only before update or delete on children_look
    for each statement execute function trail_refuse();
create trigger never_truncated before truncate on children_look
    for each statement execute function refuse_truncate();

-- A case goes only as declared: a child in serious danger is protected before anything else, what was approved stays
-- until there is a new plan, and whoever ended stays ended.
create function children_case_guard() returns trigger language plpgsql as $$
declare
    approved text[] := array['planned_by_id', 'approved_by_id', 'approved_on', 'decision', 'plan_ends'];
begin
    if tg_op = 'DELETE' then
        raise exception 'a case is not deleted (case %)', old.id;
    end if;
    if (new.unit_id, new.year, new.number, new.informed_at) is distinct from
       (old.unit_id, old.year, old.number, old.informed_at) then
        raise exception 'a case stays as it was recorded (case %)', old.id;
    end if;
    if new.state <> old.state and not ((old.state, new.state) in (select * from children_states())) then
        raise exception 'a case does not go from % to %', old.state, new.state;
    end if;
    if old.state = 'assessed' and new.state = 'detailed' and new.danger then
        raise exception 'a child in serious danger is protected first (case %)', old.id;
    end if;
    if old.state in ('closed', 'aside') and new is distinct from old then
        raise exception 'an ended case stays as it ended (case %)', old.id;
    end if;
    if old.state in ('approved', 'carried') and (
            select jsonb_object_agg(k, to_jsonb(new) -> k) is distinct from jsonb_object_agg(k, to_jsonb(old) -> k)
            from unnest(approved) k) then
        raise exception 'an approved plan stays as it was approved (case %)', old.id;
    end if;
    return new;
end $$;
create trigger children_case_goes before update or delete on children_case
    for each row execute function children_case_guard();

-- What was done in a case is written once.
create function children_step_guard() returns trigger language plpgsql as $$
begin
    raise exception 'what was done in a case stays as it was written (step %)', old.id;
end $$;
create trigger children_step_stays before update or delete on children_step
    for each row execute function children_step_guard();

-- Counting needs no names: every child in special circumstances on a day, once a group, under a number that tells
-- nothing, in groups whose names few may read too. The branch still holds: people_person is read as the session may.
create function children_counted(on_day date) returns table (
    child bigint, unit bigint, grp text, part text, sex text, age int
) language plpgsql as $$
declare
    was text := coalesce(current_setting('ansinh.children', true), '');
    this_month int := extract(year from on_day)::int * 12 + extract(month from on_day)::int - 1;
begin
    perform set_config('ansinh.children', 'on', true);
    return query
        select dense_rank() over (order by told.id), told.home, told.grp, told.part, told.sex, told.years
        from (
            select distinct p.id, c."group" as grp, c.part, coalesce(p.sex, '') as sex,
                   coalesce((select r.unit_id from people_residence r where r.person_id = p.id
                             and r.from_month <= this_month and (r.until_month is null or r.until_month > this_month)
                             order by r.from_month desc limit 1), p.unit_id) as home,
                   extract(year from on_day)::int - p.birth_year
                   - ((extract(month from on_day), extract(day from on_day))
                      < (coalesce(p.birth_month, 1), coalesce(p.birth_day, 1)))::int as years
            from children_circumstance c
            join people_person was_of on was_of.id = c.person_id
            join people_person p on p.id = coalesce(was_of.merged_into_id, was_of.id)
            where c.voided_by_id is null and c.from_day <= on_day and (c.until_day is null or c.until_day >= on_day)
              and (p.died_on is null or p.died_on > on_day)
        ) told
        where told.years >= 0 and told.years < 16;
    perform set_config('ansinh.children', was, true);
end $$;
