-- Slips of people with merit: who sees them, numbers without gaps, and what was given stays as it was.

do $$
declare
    everywhere text := '(select coalesce(current_setting(''ansinh.everywhere'', true), '''') = ''on'')';
    mine text := 'coalesce((select string_to_array(nullif(current_setting(''ansinh.units'', true), ''''), '','')'
                 '::bigint[]), ''{}'')';
begin
    execute format('create policy branch on merit_slip using (%s or communes && %s)', everywhere, mine);
    alter table merit_slip enable row level security;
    alter table merit_slip force row level security;
    perform trail_keep('merit_slip');
end $$;

create function merit_slip_guard() returns trigger language plpgsql as $$
declare
    book decisions_series;
begin
    if tg_op <> 'INSERT' then
        raise exception 'a slip that was given stays as it was (slip %)', old.id;
    end if;
    if extract(year from new.issued_on) <> new.year then
        raise exception 'a slip is numbered in the year it is given';
    end if;
    select * into book from decisions_series s
        where s.authority_id = new.authority_id and s.year = new.year and s.symbol = new.symbol for update;
    if book.id is null or new.number <> greatest(book.first - 1, book.last) + 1 then
        raise exception 'numbers of slips have no gaps (% of %)', new.number, new.year;
    end if;
    update decisions_series set last = new.number where id = book.id;
    return new;
end $$;
create trigger merit_slip_stays before insert or update or delete on merit_slip
    for each row execute function merit_slip_guard();
