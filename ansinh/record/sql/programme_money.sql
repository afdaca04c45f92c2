-- Money of the programme and documents: kept in the trail; entries stay as they were, sums never exceed what there is.
do $$
declare
    t text;
begin
    foreach t in array array['programme_allocation', 'programme_entry', 'documents_document', 'documents_file'] loop
        perform trail_keep(t);
    end loop;
end $$;

create function programme_sums(of_allocation bigint)
    returns table (given numeric, handed numeric, committed numeric, disbursed numeric, settled numeric)
    language sql stable as $$
    select coalesce(sum(amount) filter (where way = 'given'), 0),
           coalesce((select sum(e.amount) from programme_entry e join programme_allocation a on a.id = e.allocation_id
                     where a.above_id = of_allocation and e.way = 'given' and e.voided_by_id is null), 0),
           coalesce(sum(amount) filter (where way = 'committed'), 0),
           coalesce(sum(amount) filter (where way = 'disbursed'), 0),
           coalesce(sum(amount) filter (where way = 'settled'), 0)
    from programme_entry where allocation_id = of_allocation and voided_by_id is null
$$;

-- Sums are looked at when the transaction ends, of the allocation and of the one it was given of.
create function programme_entry_fits() returns trigger language plpgsql as $$
declare
    which bigint;
    s record;
begin
    for which in select unnest(array[new.allocation_id,
            (select above_id from programme_allocation where id = new.allocation_id)]) loop
        continue when which is null;
        perform 1 from programme_allocation where id = which for update;
        select * into s from programme_sums(which);
        if s.given < 0 or s.handed > s.given or s.committed > s.given - s.handed or s.disbursed > s.given - s.handed
                or s.settled > s.disbursed then
            raise exception 'the money of allocation % does not suffice: given %, handed on %, committed %,'
                ' disbursed %, settled %', which, s.given, s.handed, s.committed, s.disbursed, s.settled;
        end if;
    end loop;
    return null;
end $$;
create constraint trigger programme_entry_fits after insert or update on programme_entry
    deferrable initially deferred for each row execute function programme_entry_fits();

create function programme_entry_guard() returns trigger language plpgsql as $$
declare
    told text[] := array['voided_by_id', 'voided_reason'];
begin
    if tg_op = 'DELETE' or (to_jsonb(new) - told) is distinct from (to_jsonb(old) - told)
            or old.voided_by_id is not null then
        raise exception 'an entry of the programme is only voided, once (entry %)', old.id;
    end if;
    return new;
end $$;
create trigger programme_entry_stays before update or delete on programme_entry
    for each row execute function programme_entry_guard();

create function programme_allocation_guard() returns trigger language plpgsql as $$
begin
    raise exception 'an allocation stays what it was made for (allocation %)', old.id;
end $$;
create trigger programme_allocation_stays before update or delete on programme_allocation
    for each row execute function programme_allocation_guard();
