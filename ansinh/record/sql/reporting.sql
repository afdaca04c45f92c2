-- Reporting: kept in the trail; what was sent or signed stays; the people behind a signed number seen in their branch.
do $$
declare
    t text;
    everywhere text := '(select coalesce(current_setting(''ansinh.everywhere'', true), '''') = ''on'')';
    mine text := 'coalesce((select string_to_array(nullif(current_setting(''ansinh.units'', true), ''''), '','')'
                 '::bigint[]), ''{}'')';
begin
    execute 'alter table reporting_behind enable row level security';
    execute 'alter table reporting_behind force row level security';
    execute format('create policy branch on reporting_behind using (%s or unit_id is null or unit_id = any (%s))',
                   everywhere, mine);
    foreach t in array array['reporting_plan', 'reporting_ask', 'reporting_answer', 'reporting_value',
                             'reporting_report', 'reporting_number'] loop
        perform trail_keep(t);
    end loop;
end $$;

create function reporting_answer_guard() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'an answer is not deleted (answer %)', old.id;
    end if;
    if new.state <> old.state and not ((old.state, new.state) in (select * from reporting_answer_states())) then
        raise exception 'an answer does not go from % to %', old.state, new.state;
    end if;
    return new;
end $$;
create trigger reporting_answer_goes before update or delete on reporting_answer
    for each row execute function reporting_answer_guard();

-- A commune's numbers change only while the answer is with the commune.
create function reporting_value_guard() returns trigger language plpgsql as $$
declare
    told text;
begin
    select state into told from reporting_answer where id = coalesce(new.answer_id, old.answer_id) for share;
    if told not in ('open', 'returned') then
        raise exception 'numbers that were sent stay (answer %)', coalesce(new.answer_id, old.answer_id);
    end if;
    return coalesce(new, old);
end $$;
create trigger reporting_value_stays before insert or update or delete on reporting_value
    for each row execute function reporting_value_guard();

-- A signed report stays whole: itself, its numbers, what is behind them.
create function reporting_report_guard() returns trigger language plpgsql as $$
begin
    if old.state = 'signed' then
        raise exception 'a signed report stays as it was signed (report %)', old.id;
    end if;
    return coalesce(new, old);
end $$;
create trigger reporting_report_stays before update or delete on reporting_report
    for each row execute function reporting_report_guard();

create function reporting_number_guard() returns trigger language plpgsql as $$
declare
    told text;
begin
    select state into told from reporting_report where id = coalesce(new.report_id, old.report_id) for share;
    if told = 'signed' then
        raise exception 'the numbers of a signed report stay (report %)', coalesce(new.report_id, old.report_id);
    end if;
    return coalesce(new, old);
end $$;
create trigger reporting_number_stays before insert or update or delete on reporting_number
    for each row execute function reporting_number_guard();

create function reporting_behind_guard() returns trigger language plpgsql as $$
declare
    told text;
begin
    select r.state into told from reporting_number n join reporting_report r on r.id = n.report_id
     where n.id = coalesce(new.number_id, old.number_id);
    if told = 'signed' then
        raise exception 'what a signed number was counted from stays (number %)', coalesce(new.number_id, old.number_id);
    end if;
    return coalesce(new, old);
end $$;
create trigger reporting_behind_stays before insert or update or delete on reporting_behind
    for each row execute function reporting_behind_guard();
