-- Dossiers and decisions: who sees them, what they may become, and numbers without gaps.
do $$
declare
    t text;
    everywhere text := '(select coalesce(current_setting(''ansinh.everywhere'', true), '''') = ''on'')';
    mine text := 'coalesce((select string_to_array(nullif(current_setting(''ansinh.units'', true), ''''), '','')'
                 '::bigint[]), ''{}'')';
begin
    execute format('create policy branch on dossiers_dossier using (%s or unit_id = any (%s))', everywhere, mine);
    execute format('create policy branch on decisions_decision using (%s or communes && %s)', everywhere, mine);
    foreach t in array array['dossiers_paper', 'dossiers_file', 'dossiers_move'] loop
        execute format('create policy branch on %I using (%s or exists '
                       '(select 1 from dossiers_dossier d where d.id = dossier_id))', t, everywhere);
    end loop;
    execute format('create policy branch on decisions_effect using (%s or (exists '
                   '(select 1 from decisions_decision d where d.id = decision_id) and exists '
                   '(select 1 from people_person p where p.id = person_id)))', everywhere);
    foreach t in array array['dossiers_dossier', 'dossiers_paper', 'dossiers_file', 'dossiers_move',
                             'decisions_decision', 'decisions_effect'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
    end loop;
end $$;

-- The trail keeps what changed, not the bytes of files: their digest is there.
create or replace function trail_write() returns trigger language plpgsql as $$
declare
    who text := coalesce(nullif(current_setting('ansinh.user', true), ''), session_user);
    this_tx bigint := (pg_current_xact_id()::text)::bigint;
    the_key text := tg_argv[0];
    unsaid text[] := array['password', 'data', 'content', 'document'];
begin
    if tg_op = 'INSERT' then
        insert into trail_entry (at, tx, by, table_name, row_key, op, after)
            select clock_timestamp(), this_tx, who, tg_table_name, r.after ->> the_key, 'insert', r.after - unsaid
            from (select to_jsonb(n) as after from new_rows n) r;
    elsif tg_op = 'UPDATE' then
        insert into trail_entry (at, tx, by, table_name, row_key, op, before, after)
            select clock_timestamp(), this_tx, who, tg_table_name, coalesce(a.after ->> the_key, b.before ->> the_key),
                   'update', b.before - unsaid, a.after - unsaid
            from (select to_jsonb(o) as before from old_rows o) b
            full join (select to_jsonb(n) as after from new_rows n) a on a.after ->> the_key = b.before ->> the_key
            where a.after is distinct from b.before;
    else
        insert into trail_entry (at, tx, by, table_name, row_key, op, before)
            select clock_timestamp(), this_tx, who, tg_table_name, r.before ->> the_key, 'delete', r.before - unsaid
            from (select to_jsonb(o) as before from old_rows o) r;
    end if;
    return null;
end $$;

-- What changes of a table is in the trail, row by row, and it is never emptied.
create function trail_keep(t text) returns void language plpgsql as $$
begin
    execute format('create trigger trail_insert after insert on %I referencing new table as new_rows '
                   'for each statement execute function trail_write(''id'')', t);
    execute format('create trigger trail_update after update on %I referencing old table as old_rows '
                   'new table as new_rows for each statement execute function trail_write(''id'')', t);
    execute format('create trigger trail_delete after delete on %I referencing old table as old_rows '
                   'for each statement execute function trail_write(''id'')', t);
    execute format('create trigger never_truncated before truncate on %I '
                   'for each statement execute function refuse_truncate()', t);
end $$;

do $$
declare
    t text;
begin
    foreach t in array array['dossiers_dossier', 'dossiers_paper', 'dossiers_file', 'dossiers_day_off',
                             'decisions_decision', 'decisions_effect', 'decisions_series', 'decisions_template'] loop
        perform trail_keep(t);
    end loop;
end $$;
alter policy branch on trail_entry using (
    (select coalesce(current_setting('ansinh.everywhere', true), '') = 'on')
    or (select coalesce(current_setting('ansinh.user', true), '') <> '') and case
        when table_name = 'tasks_row' then exists (
            select 1 from tasks_row r where r.id = row_key::bigint)
        when table_name = 'people_household' then exists (
            select 1 from people_household h where h.id = row_key::bigint)
        when table_name = 'assistance_suspension' then exists (
            select 1 from assistance_award a where a.id = (coalesce(after, before) ->> 'award_id')::bigint)
        when table_name = 'dossiers_dossier' then exists (
            select 1 from dossiers_dossier d where d.id = row_key::bigint)
        when table_name in ('dossiers_paper', 'dossiers_file') then exists (
            select 1 from dossiers_dossier d where d.id = (coalesce(after, before) ->> 'dossier_id')::bigint)
        when table_name = 'decisions_decision' then exists (
            select 1 from decisions_decision d where d.id = row_key::bigint)
        when trail_person(table_name, row_key, coalesce(after, before)) is null then true
        else exists (
            select 1 from people_person p where p.id = trail_person(table_name, row_key, coalesce(after, before)))
    end
);

-- What happened to a dossier stays as it was written.
create function dossiers_move_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'what happened to a dossier is append-only';
end $$;
create trigger dossiers_move_append_only before update or delete or truncate on dossiers_move
    for each statement execute function dossiers_move_refuse();

-- A dossier goes only as declared.
create function dossiers_guard() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if old.state <> 'draft' then
            raise exception 'a received dossier is not deleted (dossier %)', old.id;
        end if;
        return old;
    end if;
    if new.state <> old.state and (old.state, new.state) not in (
            ('draft', 'open'), ('draft', 'withdrawn'), ('open', 'papers'), ('open', 'ready'), ('open', 'withdrawn'),
            ('papers', 'open'), ('papers', 'ready'), ('papers', 'withdrawn'), ('ready', 'done')) then
        raise exception 'a dossier does not go from % to %', old.state, new.state;
    end if;
    if old.number is not null and (new.number, new.year, new.unit_id, new.person_id, new.procedure, new.received_on)
            is distinct from (old.number, old.year, old.unit_id, old.person_id, old.procedure, old.received_on) then
        raise exception 'a received dossier keeps its number, place and person (dossier %)', old.id;
    end if;
    if old.state in ('done', 'withdrawn') and new is distinct from old then
        raise exception 'an ended dossier cannot change (dossier %)', old.id;
    end if;
    return new;
end $$;
create trigger dossiers_states before update or delete on dossiers_dossier
    for each row execute function dossiers_guard();

-- A decision is signed with the very next number of its book; once signed it and what it does stay.
create function decisions_guard() returns trigger language plpgsql as $$
declare
    book decisions_series;
begin
    if tg_op = 'INSERT' then
        if new.state <> 'draft' then
            raise exception 'a decision begins as a draft';
        end if;
        return new;
    end if;
    if tg_op = 'DELETE' then
        if old.state = 'signed' then
            raise exception 'a signed decision is not deleted (decision %)', old.id;
        end if;
        return old;
    end if;
    if old.state <> 'draft' and (to_jsonb(new) - 'document' - 'digest') is distinct from
            (to_jsonb(old) - 'document' - 'digest') then
        raise exception 'a signed decision cannot change (decision %)', old.id;
    end if;
    if old.document is not null and new.document is distinct from old.document then
        raise exception 'a signed document cannot change (decision %)', old.id;
    end if;
    if new.state = 'signed' and old.state = 'draft' then
        if new.signed_by_id is null then
            raise exception 'a decision is signed by somebody (decision %)', old.id;
        end if;
        select * into book from decisions_series s
            where s.authority_id = new.authority_id and s.year = new.year and s.symbol = new.symbol for update;
        if book.id is null or new.number <> greatest(book.first - 1, book.last) + 1 then
            raise exception 'numbers of decisions have no gaps (decision %)', old.id;
        end if;
        if extract(year from new.signed_on) <> new.year then
            raise exception 'a decision is numbered in the year it is signed (decision %)', old.id;
        end if;
        update decisions_series set last = new.number where id = book.id;
    end if;
    return new;
end $$;
create trigger decisions_states before insert or update or delete on decisions_decision
    for each row execute function decisions_guard();

create function decisions_series_guard() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.last < old.last or (old.last > 0 and new.first <> old.first)
            or (new.last <> old.last and pg_trigger_depth() < 2) then
        raise exception 'the book of numbers only goes on';
    end if;
    return new;
end $$;
create trigger decisions_series_goes_on before update or delete on decisions_series
    for each row execute function decisions_series_guard();

create function decisions_effect_guard() returns trigger language plpgsql as $$
declare
    its_decision bigint := case when tg_op = 'INSERT' then new.decision_id else old.decision_id end;
    its_state text := (select state from decisions_decision where id = its_decision);
begin
    if its_state = 'signed' and not (tg_op = 'UPDATE' and old.award_id is null
            and (to_jsonb(new) - 'award_id') = (to_jsonb(old) - 'award_id')) then
        raise exception 'what a signed decision does cannot change (decision %)', its_decision;
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger decisions_effect_signed before insert or update or delete on decisions_effect
    for each row execute function decisions_effect_guard();

-- Only a signed decision makes or ends an award that names one.
create function assistance_award_decided() returns trigger language plpgsql as $$
begin
    if exists (select 1 from decisions_decision d where d.id in (new.decision_id, new.stop_decision_id)
               and d.state <> 'signed') then
        raise exception 'an award is made or ended by a signed decision';
    end if;
    if tg_op = 'UPDATE' and old.decision_id is not null and new.decision_id is distinct from old.decision_id then
        raise exception 'an award keeps the decision that made it';
    end if;
    return new;
end $$;
create trigger assistance_award_decided before insert or update of decision_id, stop_decision_id on assistance_award
    for each row when (new.decision_id is not null or new.stop_decision_id is not null)
    execute function assistance_award_decided();
