-- Funds: who sees them, receipts without gaps, what is only voided, and never more spent than there is.

do $$
declare
    t text;
    everywhere text := '(select coalesce(current_setting(''ansinh.everywhere'', true), '''') = ''on'')';
    mine text := 'coalesce((select string_to_array(nullif(current_setting(''ansinh.units'', true), ''''), '','')'
                 '::bigint[]), ''{}'')';
begin
    execute format('create policy branch on funds_fund using (%s or cardinality(communes) > 0 and communes <@ %s)',
                   everywhere, mine);
    foreach t in array array['funds_plan', 'funds_pledge', 'funds_receipt', 'funds_spending', 'funds_file'] loop
        execute format('create policy branch on %I using (%s or exists '
                       '(select 1 from funds_fund f where f.id = fund_id))', t, everywhere);
    end loop;
    foreach t in array array['funds_fund', 'funds_plan', 'funds_pledge', 'funds_receipt', 'funds_spending',
                             'funds_file'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        perform trail_keep(t);
    end loop;
    -- What the trail tells of a fund is told where the fund is seen: it names who gave.
    execute format('create policy funds on trail_entry as restrictive for select using (%s or table_name not like '
                   '''funds\_%%'' or exists (select 1 from funds_fund f where f.id = case table_name '
                   'when ''funds_fund'' then row_key::bigint '
                   'else (coalesce(after, before) ->> ''fund_id'')::bigint end))', everywhere);
end $$;

-- A fund stays what it was opened as; one opened by mistake goes while nothing is written in it.
create function funds_fund_guard() returns trigger language plpgsql as $$
begin
    raise exception 'a fund stays what it was opened as (fund %)', old.id;
end $$;
create trigger funds_fund_stays before update on funds_fund for each row execute function funds_fund_guard();

-- What is written in the books is voided or, where the trigger names more, approved; nothing else of it changes.
create function funds_written() returns trigger language plpgsql as $$
declare
    later text[] := array['voided_at', 'voided_by_id', 'voided_reason'] || tg_argv[0]::text[];
    was jsonb := to_jsonb(old);
begin
    if tg_op = 'DELETE' or old.voided_at is not null or (to_jsonb(new) - later) is distinct from (was - later) then
        raise exception 'an entry of a fund is only voided (% %)', tg_table_name, old.id;
    end if;
    if was ->> 'approved_on' is not null and (to_jsonb(new) -> 'approved_on', to_jsonb(new) -> 'approved_by_id')
            is distinct from (was -> 'approved_on', was -> 'approved_by_id') then
        raise exception 'what was approved stays approved (% %)', tg_table_name, old.id;
    end if;
    return new;
end $$;
create trigger funds_pledge_written before update or delete on funds_pledge
    for each row execute function funds_written('{}');
create trigger funds_receipt_written before update or delete on funds_receipt
    for each row execute function funds_written('{}');
create trigger funds_plan_written before update or delete on funds_plan
    for each row execute function funds_written('{approved_by_id,approved_on}');
create trigger funds_spending_written before update or delete on funds_spending
    for each row execute function funds_written('{approved_by_id,approved_on}');
create function funds_file_stays() returns trigger language plpgsql as $$
begin
    raise exception 'the paper of a spending stays (file %)', old.id;
end $$;
create trigger funds_file_stays before update or delete on funds_file
    for each row execute function funds_file_stays();

-- A receipt takes the very next number of its fund and year.
create function funds_receipt_numbered() returns trigger language plpgsql as $$
declare
    of_fund funds_fund;
    given int;
begin
    if extract(year from new.received_on) <> new.year then
        raise exception 'a receipt is numbered in the year it is given';
    end if;
    select * into of_fund from funds_fund where id = new.fund_id for update;
    insert into decisions_series as b (authority_id, year, symbol, first, last)
        values (of_fund.unit_id, new.year, of_fund.symbol, 1, 1)
        on conflict (authority_id, year, symbol) do update set last = greatest(b.first - 1, b.last) + 1
        returning last into given;
    if new.number <> given then
        raise exception 'numbers of receipts have no gaps: the next is %', given;
    end if;
    return new;
end $$;
create trigger funds_receipt_numbers before insert on funds_receipt
    for each row execute function funds_receipt_numbered();

-- What moved a fund, day by day, and the lowest it stands at from a day on.
create function funds_movements(fund bigint) returns table (day date, amount bigint) language sql stable as $$
    select opened_on, opening from funds_fund where id = fund
    union all select received_on, r.amount from funds_receipt r where fund_id = fund and voided_at is null
    union all select spent_on, -s.amount from funds_spending s
        where fund_id = fund and voided_at is null and approved_on is not null
$$;
create function funds_lowest(fund bigint, since date) returns bigint language sql stable as $$
    select min(stands)::bigint from (
        select coalesce(sum(amount), 0) as stands from funds_movements(fund) where day <= since
        union all
        select stands from (select day, sum(sum(amount)) over (order by day) as stands from funds_movements(fund)
                            group by day) days where day > since) known
$$;

-- On no day is more spent than there is, nor more received than was pledged; nothing is older than the fund.
create function funds_fits() returns trigger language plpgsql as $$
declare
    of_fund funds_fund;
    the_day date := (to_jsonb(new) ->> tg_argv[0])::date;
begin
    select * into of_fund from funds_fund where id = new.fund_id for update;
    if the_day < of_fund.opened_on then
        raise exception 'nothing is older than its fund (% %)', tg_table_name, new.id;
    end if;
    if funds_lowest(of_fund.id, the_day) < 0 then
        raise exception 'more is spent than there is (fund %)', of_fund.id;
    end if;
    return null;
end $$;
create trigger funds_receipt_fits after insert or update on funds_receipt
    for each row execute function funds_fits('received_on');
create trigger funds_spending_fits after insert or update on funds_spending
    for each row execute function funds_fits('spent_on');

create function funds_pledge_fits() returns trigger language plpgsql as $$
declare
    of_pledge bigint := case tg_table_name when 'funds_pledge' then new.id
                        else (to_jsonb(new) ->> 'pledge_id')::bigint end;
    promised funds_pledge;
    came bigint;
begin
    select * into promised from funds_pledge where id = of_pledge for update;
    select coalesce(sum(amount), 0) into came from funds_receipt where pledge_id = of_pledge and voided_at is null;
    if came > 0 and (promised.voided_at is not null or came > promised.amount
            or exists (select 1 from funds_receipt where pledge_id = of_pledge and fund_id <> promised.fund_id)) then
        raise exception 'no more comes in on a pledge than was promised (pledge %)', of_pledge;
    end if;
    return null;
end $$;
create trigger funds_receipt_pledged after insert or update on funds_receipt
    for each row when (new.pledge_id is not null) execute function funds_pledge_fits();
create trigger funds_pledge_kept after update on funds_pledge for each row execute function funds_pledge_fits();
