-- A second factor given or taken away is in the trail, its secret is not.
create or replace function trail_write() returns trigger language plpgsql as $$
declare
    who text := coalesce(nullif(current_setting('ansinh.user', true), ''), session_user);
    this_tx bigint := (pg_current_xact_id()::text)::bigint;
    the_key text := tg_argv[0];
    secrets text[] := array['password', 'data'];
begin
    if tg_op = 'INSERT' then
        insert into trail_entry (at, tx, by, table_name, row_key, op, after)
            select clock_timestamp(), this_tx, who, tg_table_name, r.after ->> the_key, 'insert', r.after - secrets
            from (select to_jsonb(n) as after from new_rows n) r;
    elsif tg_op = 'UPDATE' then
        insert into trail_entry (at, tx, by, table_name, row_key, op, before, after)
            select clock_timestamp(), this_tx, who, tg_table_name, coalesce(a.after ->> the_key, b.before ->> the_key),
                   'update', b.before - secrets, a.after - secrets
            from (select to_jsonb(o) as before from old_rows o) b
            full join (select to_jsonb(n) as after from new_rows n) a on a.after ->> the_key = b.before ->> the_key
            where a.after is distinct from b.before;
    else
        insert into trail_entry (at, tx, by, table_name, row_key, op, before)
            select clock_timestamp(), this_tx, who, tg_table_name, r.before ->> the_key, 'delete', r.before - secrets
            from (select to_jsonb(o) as before from old_rows o) r;
    end if;
    return null;
end $$;
create trigger trail_insert after insert on mfa_authenticator referencing new table as new_rows
    for each statement execute function trail_write('id');
create trigger trail_update after update on mfa_authenticator referencing old table as old_rows new table as new_rows
    for each statement execute function trail_write('id');
create trigger trail_delete after delete on mfa_authenticator referencing old table as old_rows
    for each statement execute function trail_write('id');

-- While lines are written their run cannot be approved: whoever approves waits, or the lines come too late.
create or replace function payroll_run_open(its_run bigint) returns void language plpgsql as $$
declare
    its_state text;
begin
    select state into its_state from payroll_run where id = its_run for share;
    if its_state in ('approved', 'sent', 'results', 'closed') then
        raise exception 'lines of an approved run cannot change (run %)', its_run;
    end if;
end $$;
