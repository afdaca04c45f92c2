-- A remark on a result file is seen where its person is; one that names nobody of the register, by whoever read it.
-- Files and remarks stay as they were read.
alter table payroll_remark enable row level security;
alter table payroll_remark force row level security;
create policy branch on payroll_remark using (
    (select coalesce(current_setting('ansinh.everywhere', true), '') = 'on')
    or exists (select 1 from people_person p where p.id = person_id)
    or person_id is null and exists (
        select 1 from payroll_resultfile f join users_user u on u.id = f.by_id
        where f.id = file_id and u.username = (select coalesce(current_setting('ansinh.user', true), '')))
);

do $$
declare
    t text;
begin
    foreach t in array array['payroll_resultfile', 'payroll_remark'] loop
        execute format('create trigger append_only before update or delete on %I '
                       'for each statement execute function trail_refuse()', t);
        execute format('create trigger never_truncated before truncate on %I '
                       'for each statement execute function refuse_truncate()', t);
    end loop;
end $$;

-- The trail is read by day too; entries come in order of time, so a few pages tell where a day lies.
create index trail_entry_by_day on trail_entry using brin (at);
