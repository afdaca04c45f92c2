-- Projects of production and trainings: seen in their branch, kept in the trail, and never beyond what was approved.
do $$
declare
    t text;
    everywhere text := '(select coalesce(current_setting(''ansinh.everywhere'', true), '''') = ''on'')';
    mine text := 'coalesce((select string_to_array(nullif(current_setting(''ansinh.units'', true), ''''), '','')'
                 '::bigint[]), ''{}'')';
    of record;
begin
    foreach t in array array['production_project', 'training_session'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy branch on %I using (%s or unit_id = any (%s))', t, everywhere, mine);
    end loop;
    for of in select * from (values
        ('production_household', 'production_project', 'project_id'),
        ('production_handed', 'production_household', 'member_id'),
        ('production_visit', 'production_household', 'member_id'),
        ('training_trainee', 'training_session', 'session_id'),
        ('training_file', 'training_session', 'session_id')) x (child, parent, key) loop
        execute format('alter table %I enable row level security', of.child);
        execute format('alter table %I force row level security', of.child);
        execute format('create policy branch on %I using (%s or exists (select 1 from %I p where p.id = %I))', of.child,
                       everywhere, of.parent, of.key);
        execute format('create policy %I on trail_entry as restrictive for select using (%s or table_name <> %L or'
                       ' exists (select 1 from %I p where p.id = (coalesce(trail_entry.after, trail_entry.before)'
                       ' ->> %L)::bigint))', of.child, everywhere, of.child, of.parent, of.key);
    end loop;
    execute format('create policy production on trail_entry as restrictive for select using (%s or table_name not in'
                   ' (''production_project'', ''training_session'') or'
                   ' (coalesce(trail_entry.after, trail_entry.before) ->> ''unit_id'')::bigint = any (%s))',
                   everywhere, mine);
    foreach t in array array['production_project', 'production_household', 'production_handed', 'production_visit',
                             'training_session', 'training_trainee', 'training_file'] loop
        perform trail_keep(t);
    end loop;
end $$;

-- A project goes only as declared; what was approved of it stays.
create function production_project_guard() returns trigger language plpgsql as $$
declare
    told text[] := array['state', 'closed_on'];
begin
    if tg_op = 'DELETE' then
        raise exception 'a project is not deleted (project %)', old.id;
    end if;
    if new.state <> old.state and not ((old.state, new.state) in (select * from production_states())) then
        raise exception 'a project does not go from % to %', old.state, new.state;
    end if;
    if old.state <> 'drafted' and (to_jsonb(new) - told) is distinct from (to_jsonb(old) - told) then
        raise exception 'an approved project stays as it was approved (project %)', old.id;
    end if;
    return new;
end $$;
create trigger production_project_goes before update or delete on production_project
    for each row execute function production_project_guard();

-- What is handed over is written once, only voided, and never more than the budget supports.
create function production_handed_guard() returns trigger language plpgsql as $$
declare
    told text[] := array['voided_by_id', 'voided_reason'];
begin
    if tg_op = 'DELETE' or old.voided_by_id is not null or (to_jsonb(new) - told) is distinct from (to_jsonb(old) - told) then
        raise exception 'what was handed over is only voided, once (%)', old.id;
    end if;
    return new;
end $$;
create trigger production_handed_stays before update or delete on production_handed
    for each row execute function production_handed_guard();

create function production_handed_fits() returns trigger language plpgsql as $$
declare
    of_project bigint := (select project_id from production_household where id = new.member_id);
    whole numeric := (select support from production_project where id = of_project for update);
    given numeric := (select coalesce(sum(h.amount), 0) from production_handed h join production_household m
                      on m.id = h.member_id where m.project_id = of_project and h.voided_by_id is null);
begin
    if given > whole then
        raise exception 'project % supports %, % is handed over', of_project, whole, given;
    end if;
    return null;
end $$;
create constraint trigger production_handed_fits after insert on production_handed
    deferrable initially deferred for each row execute function production_handed_fits();
