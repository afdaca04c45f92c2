-- Child-friendly communes and emulation: kept in the trail; a file goes only as declared, a decided one stays.
do $$
declare
    t text;
begin
    foreach t in array array['child_friendly_round', 'child_friendly_file', 'child_friendly_score',
                             'child_friendly_evidence', 'emulation_plan', 'emulation_target',
                             'emulation_progress'] loop
        perform trail_keep(t);
    end loop;
end $$;

create function child_friendly_file_guard() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'a file is not deleted (file %)', old.id;
    end if;
    if old.stage in ('recognised', 'refused') then
        raise exception 'a decided file stays as it was decided (file %)', old.id;
    end if;
    if new.stage <> old.stage and not ((old.stage, new.stage) in (select * from child_friendly_stages())) then
        raise exception 'a file does not go from % to %', old.stage, new.stage;
    end if;
    return new;
end $$;
create trigger child_friendly_file_goes before update or delete on child_friendly_file
    for each row execute function child_friendly_file_guard();

create function child_friendly_score_guard() returns trigger language plpgsql as $$
declare
    at_stage text;
begin
    select stage into at_stage from child_friendly_file where id = coalesce(new.file_id, old.file_id) for share;
    if at_stage in ('recognised', 'refused') then
        raise exception 'the points of a decided file stay (file %)', coalesce(new.file_id, old.file_id);
    end if;
    if at_stage <> 'scored' and (tg_op <> 'UPDATE' or new.own <> old.own) then
        raise exception 'a commune scores itself before the list is posted (file %)', coalesce(new.file_id, old.file_id);
    end if;
    return coalesce(new, old);
end $$;
create trigger child_friendly_score_stays before insert or update or delete on child_friendly_score
    for each row execute function child_friendly_score_guard();
