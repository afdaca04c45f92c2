-- The review of households: who sees it, how a commune's review goes on, and that only its decision gives a class.

do $$
declare
    t text;
    everywhere text := '(select coalesce(current_setting(''ansinh.everywhere'', true), '''') = ''on'')';
    mine text := 'coalesce((select string_to_array(nullif(current_setting(''ansinh.units'', true), ''''), '','')'
                 '::bigint[]), ''{}'')';
begin
    foreach t in array array['poverty_review', 'poverty_case', 'poverty_survey', 'poverty_meeting',
                             'poverty_complaint', 'poverty_class'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy branch on %I using (%s or unit_id = any (%s))', t, everywhere, mine);
    end loop;
    -- Whoever lives in a household of the round is in it everywhere: that a person is in two is told across branches.
    execute 'alter table poverty_member enable row level security';
    execute 'alter table poverty_member force row level security';
    execute format('create policy branch on poverty_member using (%s or exists (select 1 from poverty_case c'
                   ' where c.id = case_id))', everywhere);
    -- What the trail tells of a household is told where the household is seen.
    execute format('create policy poverty on trail_entry as restrictive for select using (%s or table_name not in '
                   '(''poverty_review'', ''poverty_case'', ''poverty_survey'', ''poverty_meeting'','
                   ' ''poverty_complaint'', ''poverty_class'', ''poverty_member'') or case table_name'
                   ' when ''poverty_member'' then exists (select 1 from poverty_case c where c.id ='
                   ' (coalesce(trail_entry.after, trail_entry.before) ->> ''case_id'')::bigint)'
                   ' else (coalesce(after, before) ->> ''unit_id'')::bigint = any (%s) end)', everywhere, mine);
    foreach t in array array['poverty_round', 'poverty_review', 'poverty_case', 'poverty_survey', 'poverty_meeting',
                             'poverty_complaint', 'poverty_class', 'poverty_count', 'poverty_scores',
                             'poverty_own_standard', 'poverty_member'] loop
        perform trail_keep(t);
    end loop;
end $$;

-- A round stays what it was opened as.
create function poverty_round_guard() returns trigger language plpgsql as $$
begin
    raise exception 'a review round stays what it was opened as (round %)', old.id;
end $$;
create trigger poverty_round_stays before update on poverty_round
    for each row execute function poverty_round_guard();

-- A commune's review goes only as declared; once decided nothing of it changes.
create function poverty_review_guard() returns trigger language plpgsql as $$
begin
    if old.stage = 'decided' then
        raise exception 'a decided review stays as it is (review %)', old.id;
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    if (new.round_id, new.unit_id, new.made_by_id) is distinct from (old.round_id, old.unit_id, old.made_by_id) then
        raise exception 'a review stays of its round and commune (review %)', old.id;
    end if;
    if new.stage <> old.stage and not ((old.stage, new.stage) in (select * from poverty_stages())) then
        raise exception 'a review does not go from % to %', old.stage, new.stage;
    end if;
    return new;
end $$;
create trigger poverty_review_goes before update or delete on poverty_review
    for each row execute function poverty_review_guard();

-- What belongs to a review changes while it is not decided.
create function poverty_open() returns trigger language plpgsql as $$
declare
    of_review bigint := (to_jsonb(coalesce(new, old)) ->> 'review_id')::bigint;
    at_stage text;
    was text := coalesce(current_setting('ansinh.everywhere', true), '');
begin
    perform set_config('ansinh.everywhere', 'on', true);
    select stage into at_stage from poverty_review where id = of_review;
    perform set_config('ansinh.everywhere', was, true);
    if at_stage = 'decided' and not (tg_table_name = 'poverty_case' and tg_op = 'UPDATE'
            and (to_jsonb(new) - 'certificate') = (to_jsonb(old) - 'certificate')) then
        raise exception 'the review is decided: nothing of it changes (%)', tg_table_name;
    end if;
    return coalesce(new, old);
end $$;
create trigger poverty_case_open before insert or update or delete on poverty_case
    for each row execute function poverty_open();
create trigger poverty_meeting_open before insert or update or delete on poverty_meeting
    for each row execute function poverty_open();
create trigger poverty_complaint_open before insert or update or delete on poverty_complaint
    for each row execute function poverty_open();

-- A form is never changed: a better one is another one.
create function poverty_survey_guard() returns trigger language plpgsql as $$
begin
    raise exception 'a survey form is not changed; take another one (survey %)', old.id;
end $$;
create trigger poverty_survey_stays before update on poverty_survey
    for each row execute function poverty_survey_guard();

-- A class comes from a decided review (or from an office's own register, which has none) and stays; only its end and
-- why it ended are told later.
create function poverty_class_guard() returns trigger language plpgsql as $$
declare
    told text[] := array['until_month', 'left'];
    at_stage text;
    was text := coalesce(current_setting('ansinh.everywhere', true), '');
begin
    if tg_op = 'UPDATE' then
        if (to_jsonb(new) - told) is distinct from (to_jsonb(old) - told) then
            raise exception 'the class of a household stays as it was decided (class %)', old.id;
        end if;
        return new;
    end if;
    if tg_op = 'DELETE' then
        raise exception 'the class of a household is not deleted (class %)', old.id;
    end if;
    if new.review_id is not null then
        perform set_config('ansinh.everywhere', 'on', true);
        select stage into at_stage from poverty_review where id = new.review_id;
        perform set_config('ansinh.everywhere', was, true);
        if at_stage is distinct from 'decided' then
            raise exception 'only a signed decision gives a household its class';
        end if;
    end if;
    return new;
end $$;
create trigger poverty_class_decided before insert or update or delete on poverty_class
    for each row execute function poverty_class_guard();
