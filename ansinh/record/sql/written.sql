-- A list is looked at whole as it is written; a line that is changed or taken out, by itself.
create function payroll_lines_written() returns trigger language plpgsql as $$
declare
    its record;
begin
    for its in select distinct run_id, run_month from fresh loop
        if not exists (select 1 from payroll_run where id = its.run_id and month = its.run_month) then
            raise exception 'there is no run % in month %', its.run_id, its.run_month;
        end if;
        perform payroll_run_open(its.run_id);
    end loop;
    return null;
end $$;
drop trigger payroll_line_approved on payroll_line;
create trigger payroll_line_approved before update or delete on payroll_line
    for each row execute function payroll_line_refuse();
create trigger payroll_lines_written after insert on payroll_line
    referencing new table as fresh for each statement execute function payroll_lines_written();

-- Lines go into the ledger by its own name, so that this cannot be gone round by naming a month's partition.
create function payroll_line_by_name() returns trigger language plpgsql as $$
begin
    raise exception 'lines are written into payroll_line, not into %', tg_table_name;
end $$;
create or replace function payroll_line_guard(part regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', part);
    execute format('alter table %s force row level security', part);
    execute format('create or replace trigger never_truncated before truncate on %s '
                   'for each statement execute function refuse_truncate()', part);
    execute format('create or replace trigger only_by_name before insert on %s '
                   'for each statement execute function payroll_line_by_name()', part);
end $$;
select payroll_line_guard(inhrelid::regclass) from pg_inherits where inhparent = 'payroll_line'::regclass;
