-- Lists of programmes: who sees them, how they go on, and money that is never more than was given.

do $$
declare
    t text;
    everywhere text := '(select coalesce(current_setting(''ansinh.everywhere'', true), '''') = ''on'')';
    mine text := 'coalesce((select string_to_array(nullif(current_setting(''ansinh.units'', true), ''''), '','')'
                 '::bigint[]), ''{}'')';
begin
    foreach t in array array['programmes_sheet', 'programmes_item'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy branch on %I using (%s or unit_id = any (%s))', t, everywhere, mine);
    end loop;
    foreach t in array array['programmes_programme', 'programmes_round', 'programmes_sheet', 'programmes_item'] loop
        perform trail_keep(t);
    end loop;
end $$;

-- A round stays what it was opened as; only its money and its end are told later.
create function programmes_round_guard() returns trigger language plpgsql as $$
declare
    later text[] := array['money', 'closed_at'];
begin
    if old.closed_at is not null or (to_jsonb(new) - later) is distinct from (to_jsonb(old) - later) then
        raise exception 'a round stays what it was opened as (round %)', old.id;
    end if;
    return new;
end $$;
create trigger programmes_round_stays before update on programmes_round
    for each row execute function programmes_round_guard();

-- A list goes only as declared, is approved within the money of its round, and stays once settled.
create function programmes_sheet_guard() returns trigger language plpgsql as $$
declare
    limit_of_round bigint;
    spent bigint;
    was text := coalesce(current_setting('ansinh.everywhere', true), '');
begin
    if tg_op = 'DELETE' then
        if old.stage <> 'prepared' then
            raise exception 'an approved list is not deleted (list %)', old.id;
        end if;
        return old;
    end if;
    if (new.round_id, new.unit_id) is distinct from (old.round_id, old.unit_id) then
        raise exception 'a list stays of its round and commune (list %)', old.id;
    end if;
    if new.stage <> old.stage then
        if not ((old.stage, new.stage) in (select * from programmes_stages())) then
            raise exception 'a list does not go from % to %', old.stage, new.stage;
        end if;
        if new.stage = 'approved' then
            if new.approved_by_id is null or new.approved_on is null then
                raise exception 'a list is approved by somebody, on a day';
            end if;
            perform set_config('ansinh.everywhere', 'on', true);
            select money into limit_of_round from programmes_round where id = new.round_id for update;
            select coalesce(sum(i.amount), 0) into spent from programmes_item i join programmes_sheet s on s.id = i.sheet_id
                where s.round_id = new.round_id and i.state <> 'struck' and (s.id = new.id or s.stage <> 'prepared');
            perform set_config('ansinh.everywhere', was, true);
            if limit_of_round is not null and spent > limit_of_round then
                raise exception 'the round has % only, its lists come to %', limit_of_round, spent;
            end if;
        end if;
    elsif old.stage <> 'prepared' and new is distinct from old then
        raise exception 'an approved list stays as it was (list %)', old.id;
    end if;
    return new;
end $$;
create trigger programmes_sheet_goes before update or delete on programmes_sheet
    for each row execute function programmes_sheet_guard();

-- A line is written while its list is prepared; afterwards only what became of it is told, until the list is settled.
create function programmes_item_guard() returns trigger language plpgsql as $$
declare
    told text[] := array['state', 'on', 'received_by', 'reason'];
    at_stage text;
    was text := coalesce(current_setting('ansinh.everywhere', true), '');
    fits boolean;
begin
    perform set_config('ansinh.everywhere', 'on', true);
    select s.stage into at_stage from programmes_sheet s where s.id = coalesce(new.sheet_id, old.sheet_id);
    fits := tg_op = 'DELETE' or exists (
        select 1 from programmes_sheet s join programmes_round r on r.id = s.round_id
        where s.id = new.sheet_id and s.unit_id = new.unit_id and r.campaign = new.campaign);
    perform set_config('ansinh.everywhere', was, true);
    if not fits then
        raise exception 'a line is of the commune and campaign of its list';
    end if;
    if at_stage = 'prepared' then
        if tg_op <> 'DELETE' and new.state in ('handed', 'returned') then
            raise exception 'nothing is handed out by a list that is not approved';
        end if;
        return coalesce(new, old);
    end if;
    if at_stage = 'settled' or tg_op <> 'UPDATE' or new.state = 'struck' and old.state <> 'struck'
            or old.state = 'struck' or (to_jsonb(new) - told) is distinct from (to_jsonb(old) - told) then
        raise exception 'the lines of an approved list stay as they were (list %)', coalesce(new.sheet_id, old.sheet_id);
    end if;
    return new;
end $$;
create trigger programmes_item_told before insert or update or delete on programmes_item
    for each row execute function programmes_item_guard();
