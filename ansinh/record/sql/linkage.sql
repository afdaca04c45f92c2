-- Who stands twice: who sees the pairs and the lists, and what the database itself refuses of people merged.
do $$
declare
    t text;
    everywhere text := '(select coalesce(current_setting(''ansinh.everywhere'', true), '''') = ''on'')';
    mine text := 'coalesce((select string_to_array(nullif(current_setting(''ansinh.units'', true), ''''), '','')'
                 '::bigint[]), ''{}'')';
    whole_map text := '(select not exists (select 1 from places_unit u where u.level = ''commune'' and u.id <> all (%s)))';
begin
    execute format('create policy branch on linkage_list using (%s or (%s <> ''{}'' and case when communes is null '
                   'then %s else communes <@ %s end))', everywhere, mine, format(whole_map, mine), mine);
    -- A row is seen where its list is, or with the person it may be.
    execute format('create policy branch on linkage_row using (%s or exists (select 1 from linkage_list l '
                   'where l.id = source_id))', everywhere);
    -- A pair is seen by whoever sees either person; the other one's record is seen only in its own branch.
    execute format('create policy branch on linkage_pair using (%s or exists '
                   '(select 1 from people_person p where p.id in (left_id, right_id)))', everywhere);
    execute format('create policy branch on linkage_merge using (%s or exists '
                   '(select 1 from people_person p where p.id in (kept_id, gone_id)))', everywhere);
    foreach t in array array['linkage_list', 'linkage_row', 'linkage_pair', 'linkage_merge'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create trigger never_truncated before truncate on %I '
                       'for each statement execute function refuse_truncate()', t);
    end loop;
    -- What was found is the machine's own; what was decided of it, and every merge, leaves a trail.
    foreach t in array array['linkage_list', 'linkage_merge'] loop
        execute format('create trigger trail_insert after insert on %I referencing new table as new_rows '
                       'for each statement execute function trail_write(''id'')', t);
    end loop;
    foreach t in array array['linkage_list', 'linkage_pair', 'linkage_merge'] loop
        execute format('create trigger trail_update after update on %I referencing old table as old_rows '
                       'new table as new_rows for each statement execute function trail_write(''id'')', t);
        execute format('create trigger trail_delete after delete on %I referencing old table as old_rows '
                       'for each statement execute function trail_write(''id'')', t);
    end loop;
end $$;

-- The trail of these is seen where they are.
create policy linkage on trail_entry as restrictive for select using (
    (select coalesce(current_setting('ansinh.everywhere', true), '') = 'on')
    or case table_name
        when 'linkage_list' then exists (select 1 from linkage_list l where l.id = row_key::bigint)
        when 'linkage_pair' then exists (select 1 from linkage_pair p where p.id = row_key::bigint)
        when 'linkage_merge' then exists (select 1 from linkage_merge m where m.id = row_key::bigint)
        else true
    end
);

-- A decided pair says who decided; a pair decided never goes back to waiting unseen; who is in it stays.
create function linkage_pair_guard() returns trigger language plpgsql as $$
begin
    if (new.left_id, new.right_id, new.row_id) is distinct from (old.left_id, old.right_id, old.row_id) then
        raise exception 'a pair stays of the same two (pair %)', old.id;
    end if;
    if new.state <> 'open' and new.decided_by_id is null then
        raise exception 'a pair is decided by somebody (pair %)', old.id;
    end if;
    return new;
end $$;
create trigger linkage_pair_guard before update on linkage_pair
    for each row execute function linkage_pair_guard();

-- What a merge did stays as it was written; it is taken back once, never deleted.
create function linkage_merge_guard() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.undone_at is not null
            or (to_jsonb(new) - array['undone_at', 'undone_by_id', 'undone_reason', 'done'])
                is distinct from (to_jsonb(old) - array['undone_at', 'undone_by_id', 'undone_reason', 'done'])
            or (old.done <> '{}'::jsonb and new.done is distinct from old.done) then
        raise exception 'what a merge did stays as it was written (merge %)', old.id;
    end if;
    return new;
end $$;
create trigger linkage_merge_guard before update or delete on linkage_merge
    for each row execute function linkage_merge_guard();

-- A record points to the one it was merged into, which is not merged itself; it is merged by a merge alone.
create function people_merged_guard() returns trigger language plpgsql as $$
begin
    if new.merged_into_id is not null and not exists (
            select 1 from linkage_merge m
            where m.gone_id = new.id and m.kept_id = new.merged_into_id and m.undone_at is null) then
        raise exception 'people are merged by a merge (person %)', new.id;
    end if;
    if new.merged_into_id is not null and (
            exists (select 1 from people_person p where p.id = new.merged_into_id and p.merged_into_id is not null)
            or exists (select 1 from people_person p where p.merged_into_id = new.id)) then
        raise exception 'people are merged one step deep (person %)', new.id;
    end if;
    return new;
end $$;
create constraint trigger people_merged after insert or update of merged_into_id on people_person
    deferrable initially immediate for each row execute function people_merged_guard();

-- Two records of one person are one for the exclusive classes: no award of a kind overlaps one of the other record,
-- and a record that is gone is given nothing new. Months paid by old lists, or taken back, do not count.
create function assistance_award_of_merged() returns trigger language plpgsql as $$
declare
    was text := coalesce(current_setting('ansinh.everywhere', true), '');
    its_kept bigint;
    other bigint;
begin
    perform set_config('ansinh.everywhere', 'on', true);
    select merged_into_id into its_kept from people_person where id = new.person_id;
    -- Almost nobody is two records: the rest is asked of who is.
    if its_kept is not null or exists (select 1 from people_person where merged_into_id = new.person_id) then
        select a.id into other
            from people_person p join assistance_award a on a.person_id = p.id
            where (p.id = its_kept or p.merged_into_id in (its_kept, new.person_id)) and p.id <> new.person_id
              and a.kind = new.kind
              and (greatest(a.from_month, a.reckoned_from) < least(a.until_month, new.until_month)) is not false
              and (greatest(new.from_month, new.reckoned_from) < least(a.until_month, new.until_month)) is not false
            limit 1;
    end if;
    perform set_config('ansinh.everywhere', was, true);
    if its_kept is not null and tg_op = 'INSERT' then
        raise exception 'a record merged into another is given nothing (person %)', new.person_id
            using errcode = 'exclusion_violation';
    end if;
    if other is not null then
        raise exception 'two records of one person hold one award of a kind at a time (person %, award %)',
            new.person_id, other using errcode = 'exclusion_violation';
    end if;
    return new;
end $$;
create trigger assistance_award_of_merged before insert or update on assistance_award
    for each row execute function assistance_award_of_merged();

