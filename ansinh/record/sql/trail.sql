-- The trail: every change to a person, fact, award, run or user, written by the database itself; of a run's lines it
-- holds the digest (decision 0005), taken when the run is approved.
-- Statement triggers with transition tables, so that a COPY of 100,000 rows is one insert here.
create function trail_write() returns trigger language plpgsql as $$
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
            select clock_timestamp(), this_tx, who, tg_table_name, a.after ->> the_key, 'update',
                   b.before - 'password', a.after - 'password'
            from (select to_jsonb(o) as before, row_number() over () as i from old_rows o) b
            join (select to_jsonb(n) as after, row_number() over () as i from new_rows n) a using (i)
            where a.after <> b.before;
    else
        insert into trail_entry (at, tx, by, table_name, row_key, op, before)
            select clock_timestamp(), this_tx, who, tg_table_name, r.before ->> the_key, 'delete', r.before - 'password'
            from (select to_jsonb(o) as before from old_rows o) r;
    end if;
    return null;
end $$;

-- At commit the transaction's entries are sealed as one link of the chain. The lock is held for the seal alone.
create function trail_seal() returns trigger language plpgsql as $$
declare
    this_tx bigint := new.tx;
    last_hash text;
    the_digest text;
    how_many int; first_id bigint; last_id bigint;
begin
    if exists (select 1 from trail_seal where tx = this_tx and last >= new.id) then
        return null;
    end if;
    perform pg_advisory_xact_lock(hashtext('trail_seal'));
    select coalesce((select hash from trail_seal order by id desc limit 1), '') into last_hash;
    select count(*), min(id), max(id),
           encode(sha256(convert_to(coalesce(string_agg(trail_line(e), E'\n' order by id), ''), 'UTF8')), 'hex')
      into how_many, first_id, last_id, the_digest
      from trail_entry e
     where tx = this_tx and id > coalesce((select max(s.last) from trail_seal s where s.tx = this_tx), 0);
    insert into trail_seal (tx, entries, first, last, digest, previous, hash)
        values (this_tx, how_many, first_id, last_id, the_digest, last_hash,
                encode(sha256(convert_to(last_hash || the_digest, 'UTF8')), 'hex'));
    return null;
end $$;

-- One entry as one line of text: what is hashed here is what `ansinh trail check` hashes offline.
create function trail_line(e trail_entry) returns text language sql stable as $$
    select concat_ws('|', e.id, e.tx, extract(epoch from e.at), e.by, e.table_name, e.row_key, e.op,
                     coalesce(e.before::text, ''), coalesce(e.after::text, ''))
$$;

create index trail_seal_by_tx on trail_seal (tx);
create constraint trigger trail_entry_sealed after insert on trail_entry
    deferrable initially deferred for each row execute function trail_seal();

create function trail_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the trail is append-only';
end $$;
create trigger trail_entry_append_only before update or delete or truncate on trail_entry
    for each statement execute function trail_refuse();
create trigger trail_seal_append_only before update or delete or truncate on trail_seal
    for each statement execute function trail_refuse();

do $$
declare
    t text;
begin
    foreach t in array array['people_person', 'people_residence', 'people_fact', 'people_collector', 'people_account',
                             'assistance_award', 'assistance_suspension', 'payroll_run', 'payroll_result',
                             'payroll_problem', 'users_user', 'users_place', 'places_figure'] loop
        execute format('create trigger trail_insert after insert on %I referencing new table as new_rows '
                       'for each statement execute function trail_write(''id'')', t);
        execute format('create trigger trail_update after update on %I referencing old table as old_rows '
                       'new table as new_rows for each statement execute function trail_write(''id'')', t);
        execute format('create trigger trail_delete after delete on %I referencing old table as old_rows '
                       'for each statement execute function trail_write(''id'')', t);
    end loop;
end $$;
