-- Imports and long work tell of people: they are seen by those alone who cover all the communes they may tell of;
-- one without communes may tell of the whole map. Rows of an import are seen where the import is.
do $$
declare
    t text;
    everywhere text := '(select coalesce(current_setting(''ansinh.everywhere'', true), '''') = ''on'')';
    mine text := 'coalesce((select string_to_array(nullif(current_setting(''ansinh.units'', true), ''''), '','')'
                 '::bigint[]), ''{}'')';
    whole_map text := '(select not exists (select 1 from places_unit u where u.level = ''commune'' and u.id <> all (%s)))';
begin
    foreach t in array array['tasks_task', 'tasks_import'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy branch on %I using (%s or (%s <> ''{}'' and case when communes is null then %s '
                       'else communes <@ %s end))', t, everywhere, mine, format(whole_map, mine), mine);
    end loop;
end $$;

alter table tasks_row enable row level security;
alter table tasks_row force row level security;
create policy branch on tasks_row using (
    (select coalesce(current_setting('ansinh.everywhere', true), '') = 'on')
    or exists (select 1 from tasks_import i where i.id = source_id)
);

-- What became of a held row leaves a trail, seen where the row is; that it was read at all is the import's own record.
create trigger trail_update after update on tasks_row referencing old table as old_rows new table as new_rows
    for each statement execute function trail_write('id');
create trigger trail_delete after delete on tasks_row referencing old table as old_rows
    for each statement execute function trail_write('id');
create trigger never_truncated before truncate on tasks_row
    for each statement execute function refuse_truncate();
alter policy branch on trail_entry using (
    (select coalesce(current_setting('ansinh.everywhere', true), '') = 'on')
    or (select coalesce(current_setting('ansinh.user', true), '') <> '') and case
        when table_name = 'tasks_row' then exists (
            select 1 from tasks_row r where r.id = row_key::bigint)
        when table_name = 'people_household' then exists (
            select 1 from people_household h where h.id = row_key::bigint)
        when table_name = 'assistance_suspension' then exists (
            select 1 from assistance_award a where a.id = (coalesce(after, before) ->> 'award_id')::bigint)
        when trail_person(table_name, row_key, coalesce(after, before)) is null then true
        else exists (
            select 1 from people_person p where p.id = trail_person(table_name, row_key, coalesce(after, before)))
    end
);
