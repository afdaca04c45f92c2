-- Who sees what, decided by the database a second time: rows of communes outside the session's branch are not there.
-- acts/permit sets `ansinh.units` (ids of communes) or `ansinh.everywhere`; when neither is set nothing is shown.
-- Forced, so that the owner of the tables is held to it too; only a superuser is not, and the site must not be one.

do $$
declare
    t text;
    everywhere text := '(select coalesce(current_setting(''ansinh.everywhere'', true), '''') = ''on'')';
    mine text := 'coalesce((select string_to_array(nullif(current_setting(''ansinh.units'', true), ''''), '','')'
                 '::bigint[]), ''{}'')';
begin
    foreach t in array array['people_person', 'people_household', 'payroll_line', 'payroll_position'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy branch on %I using (%s or unit_id = any (%s))', t, everywhere, mine);
    end loop;
    foreach t in array array['people_residence', 'people_fact', 'people_collector', 'people_account',
                             'assistance_award', 'payroll_problem', 'payroll_result', 'trail_look'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy branch on %I using (%s or exists '
                       '(select 1 from people_person p where p.id = person_id))', t, everywhere);
    end loop;
    foreach t in array array['assistance_suspension', 'payroll_touch'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy branch on %I using (%s or exists '
                       '(select 1 from assistance_award a where a.id = award_id))', t, everywhere);
    end loop;
end $$;
