-- Promises kept where they could have been walked around: by a direct way into a month's partition, by TRUNCATE,
-- by moving a line into an approved run, by changing a voucher or a result after the fact, by writing the trail by hand.

-- A month's partition is reached through payroll_line only: with row-level security on and no policy of its own it
-- shows nothing to whoever asks it directly, and it is never truncated.
create function refuse_truncate() returns trigger language plpgsql as $$
begin
    raise exception '% is never truncated: the trail would not see it', tg_table_name;
end $$;

create function payroll_line_guard(part regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', part);
    execute format('alter table %s force row level security', part);
    if not exists (select 1 from pg_trigger where tgrelid = part and tgname = 'never_truncated') then
        execute format('create trigger never_truncated before truncate on %s '
                       'for each statement execute function refuse_truncate()', part);
    end if;
end $$;
select payroll_line_guard(inhrelid::regclass) from pg_inherits where inhparent = 'payroll_line'::regclass;

do $$
declare
    t text;
begin
    foreach t in array array['people_person', 'people_residence', 'people_fact', 'people_collector', 'people_account',
                             'assistance_award', 'assistance_suspension', 'payroll_run', 'payroll_voucher',
                             'payroll_line', 'payroll_result', 'payroll_problem', 'users_user', 'users_place',
                             'places_figure', 'trail_look'] loop
        execute format('create trigger never_truncated before truncate on %I '
                       'for each statement execute function refuse_truncate()', t);
    end loop;
end $$;

-- A line stands in its run's own month, and neither leaves an approved run nor enters one.
create or replace function payroll_line_refuse() returns trigger language plpgsql as $$
begin
    if tg_op <> 'DELETE' and not exists (select 1 from payroll_run where id = new.run_id and month = new.run_month) then
        raise exception 'there is no run % in month %', new.run_id, new.run_month;
    end if;
    if tg_op <> 'INSERT' then
        perform payroll_run_open(old.run_id);
    end if;
    if tg_op = 'INSERT' or (tg_op = 'UPDATE' and new.run_id <> old.run_id) then
        perform payroll_run_open(new.run_id);
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;

create function payroll_run_open(its_run bigint) returns void language plpgsql stable as $$
begin
    if exists (select 1 from payroll_run where id = its_run and state in ('approved', 'sent', 'results', 'closed')) then
        raise exception 'lines of an approved run cannot change (run %)', its_run;
    end if;
end $$;

-- Nor do its vouchers and its problems.
create function payroll_part_refuse() returns trigger language plpgsql as $$
declare
    its_run bigint;
begin
    foreach its_run in array case tg_op when 'INSERT' then array[new.run_id] when 'DELETE' then array[old.run_id]
                                        else array[old.run_id, new.run_id] end loop
        if exists (select 1 from payroll_run
                   where id = its_run and state in ('approved', 'sent', 'results', 'closed')) then
            raise exception '% of an approved run cannot change (run %)', tg_table_name, its_run;
        end if;
    end loop;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger payroll_voucher_approved before insert or update or delete on payroll_voucher
    for each row execute function payroll_part_refuse();
create trigger payroll_problem_approved before insert or update or delete on payroll_problem
    for each row execute function payroll_part_refuse();

-- Results come after the list was sent and before the period is closed.
create function payroll_result_refuse() returns trigger language plpgsql as $$
declare
    its_run bigint;
begin
    foreach its_run in array case tg_op when 'INSERT' then array[new.run_id] when 'DELETE' then array[old.run_id]
                                        else array[old.run_id, new.run_id] end loop
        if not exists (select 1 from payroll_run where id = its_run and state in ('sent', 'results')) then
            raise exception 'results are read after a run is sent and before it is closed (run %)', its_run;
        end if;
    end loop;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger payroll_result_in_time before insert or update or delete on payroll_result
    for each row execute function payroll_result_refuse();

-- What was decided with an approved run stays: by which law and on which day it was prepared, who accepted what.
create function payroll_run_frozen() returns trigger language plpgsql as $$
begin
    if old.state in ('approved', 'sent', 'results', 'closed')
        and (new.id, new.prepared_on, new.prepared_at, new.checked_at, new.checked_by_id, new.approved_at,
             new.provisional, new.provisional_accepted_by_id) is distinct from
            (old.id, old.prepared_on, old.prepared_at, old.checked_at, old.checked_by_id, old.approved_at,
             old.provisional, old.provisional_accepted_by_id) then
        raise exception 'an approved run cannot change (run %)', old.id;
    end if;
    if old.state = 'closed' and new is distinct from old then
        raise exception 'a closed run cannot change (run %)', old.id;
    end if;
    return new;
end $$;
create trigger payroll_run_frozen before update on payroll_run
    for each row execute function payroll_run_frozen();

-- The trail pairs what stood before with what stands after by the row's key, whatever order they come in.
create or replace function trail_write() returns trigger language plpgsql as $$
declare
    who text := coalesce(nullif(current_setting('ansinh.user', true), ''), session_user);
    this_tx bigint := (pg_current_xact_id()::text)::bigint;
    the_key text := tg_argv[0];
begin
    if tg_op = 'INSERT' then
        insert into trail_entry (at, tx, by, table_name, row_key, op, after)
            select clock_timestamp(), this_tx, who, tg_table_name, r.after ->> the_key, 'insert', r.after - 'password'
            from (select to_jsonb(n) as after from new_rows n) r;
    elsif tg_op = 'UPDATE' then
        insert into trail_entry (at, tx, by, table_name, row_key, op, before, after)
            select clock_timestamp(), this_tx, who, tg_table_name, coalesce(a.after ->> the_key, b.before ->> the_key),
                   'update', b.before - 'password', a.after - 'password'
            from (select to_jsonb(o) as before from old_rows o) b
            full join (select to_jsonb(n) as after from new_rows n) a on a.after ->> the_key = b.before ->> the_key
            where a.after is distinct from b.before;
    else
        insert into trail_entry (at, tx, by, table_name, row_key, op, before)
            select clock_timestamp(), this_tx, who, tg_table_name, r.before ->> the_key, 'delete', r.before - 'password'
            from (select to_jsonb(o) as before from old_rows o) r;
    end if;
    return null;
end $$;

-- Only the triggers write the trail; its chain never forks; who looked at whom stays.
create function trail_by_triggers_only() returns trigger language plpgsql as $$
begin
    if pg_trigger_depth() < 2 then
        raise exception 'the trail is written by the database itself';
    end if;
    return null;
end $$;
create trigger trail_entry_by_triggers before insert on trail_entry
    for each statement execute function trail_by_triggers_only();
create trigger trail_seal_by_triggers before insert on trail_seal
    for each statement execute function trail_by_triggers_only();
create unique index trail_seal_one_chain on trail_seal (previous);
create trigger trail_look_append_only before update or delete on trail_look
    for each statement execute function trail_refuse();

-- The trail tells of a person only where the person may be seen. Sealing sees every entry of its transaction.
create function trail_person(table_name text, row_key text, what jsonb) returns bigint language sql immutable as $$
    select case when table_name = 'people_person' then row_key::bigint else (what ->> 'person_id')::bigint end
$$;
alter table trail_entry enable row level security;
alter table trail_entry force row level security;
create policy written on trail_entry for insert with check (true);
create policy branch on trail_entry for select using (
    (select coalesce(current_setting('ansinh.everywhere', true), '') = 'on')
    or (select coalesce(current_setting('ansinh.user', true), '') <> '') and case
        when table_name = 'assistance_suspension' then exists (
            select 1 from assistance_award a where a.id = (coalesce(after, before) ->> 'award_id')::bigint)
        when trail_person(table_name, row_key, coalesce(after, before)) is null then true
        else exists (
            select 1 from people_person p where p.id = trail_person(table_name, row_key, coalesce(after, before)))
    end
);

create or replace function trail_seal() returns trigger language plpgsql as $$
declare
    this_tx bigint := new.tx;
    last_hash text;
    the_digest text;
    how_many int; first_id bigint; last_id bigint;
    was text := coalesce(current_setting('ansinh.everywhere', true), '');
begin
    if exists (select 1 from trail_seal where tx = this_tx and last >= new.id) then
        return null;
    end if;
    perform pg_advisory_xact_lock(hashtext('trail_seal'));
    perform set_config('ansinh.everywhere', 'on', true);
    select coalesce((select hash from trail_seal order by id desc limit 1), '') into last_hash;
    select count(*), min(id), max(id),
           encode(sha256(convert_to(coalesce(string_agg(trail_line(e), E'\n' order by id), ''), 'UTF8')), 'hex')
      into how_many, first_id, last_id, the_digest
      from trail_entry e
     where tx = this_tx and id > coalesce((select max(s.last) from trail_seal s where s.tx = this_tx), 0);
    perform set_config('ansinh.everywhere', was, true);
    insert into trail_seal (tx, entries, first, last, digest, previous, hash)
        values (this_tx, how_many, first_id, last_id, the_digest, last_hash,
                encode(sha256(convert_to(last_hash || the_digest, 'UTF8')), 'hex'));
    return null;
end $$;

-- Suspensions that end are looked for every month.
create index payroll_position_held on payroll_position (until_month) where held;
