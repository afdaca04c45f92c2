-- Work, inspections, events and teams: seen in their branch, kept in the trail; a finding goes only as declared.
do $$
declare
    t text;
    everywhere text := '(select coalesce(current_setting(''ansinh.everywhere'', true), '''') = ''on'')';
    mine text := 'coalesce((select string_to_array(nullif(current_setting(''ansinh.units'', true), ''''), '','')'
                 '::bigint[]), ''{}'')';
    of record;
    parents text[] := array['work_placement', 'inspection_inspection', 'activity_event', 'activity_team',
                            'documents_sent'];
begin
    foreach t in array parents loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy branch on %I using (%s or unit_id = any (%s))', t, everywhere, mine);
        perform trail_keep(t);
    end loop;
    for of in select * from (values
        ('inspection_finding', 'inspection_inspection', 'inspection_id'),
        ('inspection_step', 'inspection_finding', 'finding_id'),
        ('activity_file', 'activity_event', 'event_id'),
        ('activity_team_change', 'activity_team', 'team_id')) x (child, parent, key) loop
        execute format('alter table %I enable row level security', of.child);
        execute format('alter table %I force row level security', of.child);
        execute format('create policy branch on %I using (%s or exists (select 1 from %I p where p.id = %I))', of.child,
                       everywhere, of.parent, of.key);
        execute format('create policy %I on trail_entry as restrictive for select using (%s or table_name <> %L or'
                       ' exists (select 1 from %I p where p.id = (coalesce(trail_entry.after, trail_entry.before)'
                       ' ->> %L)::bigint))', of.child, everywhere, of.child, of.parent, of.key);
        perform trail_keep(of.child);
    end loop;
    execute format('create policy activities on trail_entry as restrictive for select using (%s or not (table_name ='
                   ' any (%L::text[])) or (coalesce(trail_entry.after, trail_entry.before) ->> ''unit_id'')::bigint'
                   ' = any (%s))', everywhere, parents, mine);
end $$;

create function inspection_finding_guard() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'what was found is not deleted (finding %)', old.id;
    end if;
    if new.state <> old.state and not ((old.state, new.state) in (select * from inspection_finding_states())) then
        raise exception 'a finding does not go from % to %', old.state, new.state;
    end if;
    if (to_jsonb(new) - 'state') is distinct from (to_jsonb(old) - 'state') then
        raise exception 'what was found stays as it was written (finding %)', old.id;
    end if;
    return new;
end $$;
create trigger inspection_finding_goes before update or delete on inspection_finding
    for each row execute function inspection_finding_guard();
