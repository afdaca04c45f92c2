-- Health insurance: who sees covers and lines, what stays once a list is approved, and what they point to is kept.

do $$
declare
    t text;
    everywhere text := '(select coalesce(current_setting(''ansinh.everywhere'', true), '''') = ''on'')';
    mine text := 'coalesce((select string_to_array(nullif(current_setting(''ansinh.units'', true), ''''), '','')'
                 '::bigint[]), ''{}'')';
begin
    foreach t in array array['insurance_cover', 'insurance_change'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy branch on %I using (%s or unit_id = any (%s))', t, everywhere, mine);
    end loop;
    perform trail_keep('insurance_sent');
end $$;

-- An approved list stays as it was sent.
create function insurance_sent_guard() returns trigger language plpgsql as $$
begin
    if old.approved_by_id is not null then
        raise exception 'a list that was sent stays as it was (list %)', old.id;
    end if;
    return coalesce(new, old);
end $$;
create trigger insurance_sent_stays before update or delete on insurance_sent
    for each row execute function insurance_sent_guard();

create function insurance_change_guard() returns trigger language plpgsql as $$
begin
    if exists (select 1 from insurance_sent s join touched t on t.sent_id = s.id where s.approved_by_id is not null) then
        raise exception 'the lines of a list that was sent stay as they were';
    end if;
    return null;
end $$;
create trigger insurance_change_added after insert on insurance_change referencing new table as touched
    for each statement execute function insurance_change_guard();
create trigger insurance_change_told after update on insurance_change referencing old table as touched
    for each statement execute function insurance_change_guard();
create trigger insurance_change_gone after delete on insurance_change referencing old table as touched
    for each statement execute function insurance_change_guard();

-- Covers are written in bulk without foreign keys; the person they are of is protected from this side instead.
create function insurance_needs() returns trigger language plpgsql as $$
declare
    was text := coalesce(current_setting('ansinh.everywhere', true), '');
    needed boolean;
begin
    perform set_config('ansinh.everywhere', 'on', true);
    needed := exists (select 1 from insurance_cover where person_id = old.id);
    perform set_config('ansinh.everywhere', was, true);
    if needed then
        raise exception 'person % has health insurance on record', old.id;
    end if;
    return old;
end $$;
create trigger insurance_needs before delete on people_person
    for each row execute function insurance_needs();
