-- Recovery: who sees it, what may change, and books that always add up.

-- A line that takes a part of a benefit is negative, as a debt's is.
do $$
declare
    t regclass;
    c name;
begin
    for t, c in select conrelid::regclass, conname from pg_constraint
                where contype = 'c' and pg_get_constraintdef(oid) like '%entry = 4%'
                  and (conrelid = 'payroll_line'::regclass
                       or conrelid in (select inhrelid from pg_inherits where inhparent = 'payroll_line'::regclass))
                order by (conrelid <> 'payroll_line'::regclass) loop
        if exists (select 1 from pg_constraint where conrelid = t and conname = c) then
            execute format('alter table %s drop constraint %I', t, c);
        end if;
    end loop;
end $$;
alter table payroll_line add constraint payroll_line_signs check (amount <> 0 and (entry in (4, 6)) = (amount < 0));

do $$
declare
    t text;
    everywhere text := '(select coalesce(current_setting(''ansinh.everywhere'', true), '''') = ''on'')';
begin
    foreach t in array array['recovery_debt', 'recovery_plan', 'recovery_deduction', 'recovery_heir',
                             'recovery_receipt', 'recovery_notice', 'recovery_write_off', 'recovery_posting',
                             'recovery_entry'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy branch on %I using (%s or exists '
                       '(select 1 from people_person p where p.id = person_id))', t, everywhere);
        if t <> 'recovery_debt' then
            execute format('alter table %I add constraint %I foreign key (debt_id, person_id) '
                           'references recovery_debt (id, person_id) deferrable initially deferred', t, t || '_of_debt');
        end if;
    end loop;
    foreach t in array array['recovery_debt', 'recovery_plan', 'recovery_deduction', 'recovery_heir',
                             'recovery_receipt', 'recovery_notice', 'recovery_write_off',
                             'recovery_posting', 'recovery_entry', 'recovery_limit'] loop
        perform trail_keep(t);
    end loop;
end $$;
create index recovery_entry_by_month on recovery_entry (debt_id, for_month, account);
create index recovery_deduction_excess on recovery_deduction (person_id) where excess > 0;

-- The books are only written on. Of one posting every month adds up to nothing; no balance goes below nothing.
create function recovery_refuse() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end $$;
create trigger recovery_posting_append_only before update or delete on recovery_posting
    for each statement execute function recovery_refuse();
create trigger recovery_entry_append_only before update or delete on recovery_entry
    for each statement execute function recovery_refuse();
create trigger recovery_notice_append_only before update or delete on recovery_notice
    for each statement execute function recovery_refuse();

create function recovery_balanced() returns trigger language plpgsql as $$
declare
    was text := coalesce(current_setting('ansinh.everywhere', true), '');
    off boolean;
    below text;
begin
    perform set_config('ansinh.everywhere', 'on', true);
    off := exists (select 1 from recovery_entry where posting_id = new.posting_id group by for_month
                   having sum(amount) <> 0)
        or exists (select 1 from recovery_posting p where p.id = new.posting_id and p.debt_id <> new.debt_id);
    below := (select account from recovery_entry
              where debt_id = new.debt_id and for_month = new.for_month and account <> 'overpaid'
              group by account having sum(amount) < 0 limit 1);
    perform set_config('ansinh.everywhere', was, true);
    if off then
        raise exception 'the entries of posting % do not add up to nothing', new.posting_id;
    end if;
    if below is not null then
        raise exception 'more than there is: % of debt % in month %', below, new.debt_id, new.for_month;
    end if;
    return null;
end $$;
create constraint trigger recovery_entry_balanced after insert on recovery_entry
    deferrable initially deferred for each row execute function recovery_balanced();

-- A debt goes only as declared; whose it is stays.
create function recovery_debt_guard() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'a debt is not deleted (debt %)', old.id;
    end if;
    if (new.person_id, new.kind, new.run_id, new.opened_on, new.paper) is distinct from
            (old.person_id, old.kind, old.run_id, old.opened_on, old.paper) then
        raise exception 'a debt stays whose it was (debt %)', old.id;
    end if;
    if new.state <> old.state and not ((old.state, new.state) in (select * from recovery_transitions())) then
        raise exception 'a debt does not go from % to %', old.state, new.state;
    end if;
    return new;
end $$;
create trigger recovery_debt_states before update or delete on recovery_debt
    for each row execute function recovery_debt_guard();

-- A plan is approved and ended, never edited; what was decided of a write-off stays.
create function recovery_plan_guard() returns trigger language plpgsql as $$
declare
    steps text[] := array['approved_by_id', 'approved_at', 'ended_at', 'ended_by_id', 'ended_reason'];
begin
    if tg_op = 'DELETE' or old.ended_at is not null or (to_jsonb(new) - steps) is distinct from (to_jsonb(old) - steps)
            or (old.approved_at is not null and (new.approved_at, new.approved_by_id) is distinct from
                (old.approved_at, old.approved_by_id)) then
        raise exception 'a plan is ended and another made, never edited (plan %)', old.id;
    end if;
    return new;
end $$;
create trigger recovery_plan_steps before update or delete on recovery_plan
    for each row execute function recovery_plan_guard();

create function recovery_write_off_guard() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.decided_on is not null
            or (new.debt_id, new.reason, new.proposed_by_id, new.proposed_on) is distinct from
               (old.debt_id, old.reason, old.proposed_by_id, old.proposed_on) then
        raise exception 'what was proposed and decided stays (write-off %)', old.id;
    end if;
    return new;
end $$;
create trigger recovery_write_off_steps before update or delete on recovery_write_off
    for each row execute function recovery_write_off_guard();

-- Receipts take the very next number of their book and are only voided.
create function recovery_receipt_guard() returns trigger language plpgsql as $$
declare
    given int;
begin
    if tg_op = 'INSERT' then
        if extract(year from new.received_on) <> new.year then
            raise exception 'a receipt is numbered in the year it is given';
        end if;
        insert into decisions_series as b (authority_id, year, symbol, first, last)
            values (new.office_id, new.year, 'PT', 1, 1)
            on conflict (authority_id, year, symbol) do update set last = greatest(b.first - 1, b.last) + 1
            returning last into given;
        if new.number <> given then
            raise exception 'numbers of receipts have no gaps: the next is %', given;
        end if;
        return new;
    end if;
    if tg_op = 'DELETE' or old.voided_at is not null
            or (to_jsonb(new) - 'voided_at' - 'voided_by_id' - 'voided_reason') is distinct from
               (to_jsonb(old) - 'voided_at' - 'voided_by_id' - 'voided_reason') then
        raise exception 'a receipt is never changed, only voided (receipt %)', old.id;
    end if;
    return new;
end $$;
create trigger recovery_receipt_numbers before insert or update or delete on recovery_receipt
    for each row execute function recovery_receipt_guard();

-- The share of a month's benefit that may be taken in a place: the nearest office that set one; null: none did.
create function recovery_cap(place bigint, month int) returns int language sql stable as $$
    with recursive above (id, parent_id, far) as (
        select id, parent_id, 0 from places_unit where id = place
        union all select u.id, u.parent_id, far + 1 from places_unit u join above a on u.id = a.parent_id)
    select l.percent::int from recovery_limit l join above a on a.id = l.unit_id
    where l.from_month <= month order by far, l.from_month desc limit 1
$$;

-- What an approved list took stays; only that it was too much may become known.
create function recovery_deduction_guard() returns trigger language plpgsql as $$
declare
    its_run bigint;
begin
    foreach its_run in array case tg_op when 'INSERT' then array[new.run_id] when 'DELETE' then array[old.run_id]
                                        else array[old.run_id, new.run_id] end loop
        if exists (select 1 from payroll_run where id = its_run and state in ('approved', 'sent', 'results', 'closed'))
                and not (tg_op = 'UPDATE' and (to_jsonb(new) - 'excess') = (to_jsonb(old) - 'excess')) then
            raise exception 'lines of an approved run cannot change (run %)', its_run;
        end if;
    end loop;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger recovery_deduction_approved before insert or update or delete on recovery_deduction
    for each row execute function recovery_deduction_guard();

-- A list is approved only when what it takes is by a plan in force, within the cap of its place, and said of what debt.
create function recovery_run_guard() returns trigger language plpgsql as $$
begin
    if exists (select 1 from (select id, person_id, kind, for_month, -amount as amount from payroll_line
                              where run_month = new.month and run_id = new.id and entry = 6) l
               full join (select line, person_id, kind, for_month, amount from recovery_deduction where run_id = new.id) d
                   on d.line = l.id
               where (l.person_id, l.kind, l.for_month, l.amount) is distinct from
                     (d.person_id, d.kind, d.for_month, d.amount)) then
        raise exception 'a list takes what its deductions say (run %)', new.id;
    end if;
    if exists (select 1 from recovery_deduction d join recovery_plan p on p.id = d.plan_id
               where d.run_id = new.id and (p.approved_at is null or p.ended_at is not null or p.debt_id <> d.debt_id
                     or p.way not in ('instalment', 'share') or p.from_month > new.month
                     or coalesce(p.paused_until, 0) > new.month)) then
        raise exception 'a list takes only by a plan in force (run %)', new.id;
    end if;
    if exists (select 1 from payroll_line l
               where run_month = new.month and run_id = new.id
                 and person_id in (select person_id from recovery_deduction where run_id = new.id)
               group by person_id, award_id, for_month, unit_id
               having coalesce(sum(-amount) filter (where entry = 6), 0) * 100 >
                      coalesce(sum(amount) filter (where entry in (1, 3)), 0) * coalesce(recovery_cap(unit_id, new.month), 0)
           ) then
        raise exception 'a list takes no more of a month than the cap (run %)', new.id;
    end if;
    return new;
end $$;
create trigger recovery_run_takes before update on payroll_run for each row
    when (new.state = 'approved' and old.state <> 'approved') execute function recovery_run_guard();

-- An approved list is in the books: every debt, every relief, everything it takes.
create function recovery_run_booked() returns trigger language plpgsql as $$
declare
    was text := coalesce(current_setting('ansinh.everywhere', true), '');
    off boolean;
begin
    perform set_config('ansinh.everywhere', 'on', true);
    off := exists (
        select 1 from (select person_id, kind, for_month,
                              coalesce(sum(amount) filter (where entry < 6), 0) as overpaid,
                              coalesce(-sum(amount) filter (where entry = 6), 0) as withheld
                       from payroll_line where run_month = new.month and run_id = new.id and entry >= 4
                       group by 1, 2, 3) l
        full join (select d.person_id, d.kind, e.for_month,
                          coalesce(sum(e.amount) filter (where account = 'overpaid'), 0) as overpaid, 0 as withheld
                   from recovery_entry e join recovery_posting p on p.id = e.posting_id
                   join recovery_debt d on d.id = e.debt_id
                   where p.run_id = new.id and p.kind in ('opened', 'relieved') group by 1, 2, 3) b
            using (person_id, kind, for_month)
        where coalesce(l.overpaid, 0) <> coalesce(b.overpaid, 0))
        or (select coalesce(-sum(amount), 0) from payroll_line
            where run_month = new.month and run_id = new.id and entry = 6)
           <> (select coalesce(sum(e.amount), 0) from recovery_entry e join recovery_posting p on p.id = e.posting_id
               where p.run_id = new.id and p.kind = 'deducted' and e.account = 'withheld');
    perform set_config('ansinh.everywhere', was, true);
    if off then
        raise exception 'an approved list stands in the books of what must be paid back (run %)', new.id;
    end if;
    return null;
end $$;
create constraint trigger recovery_run_booked after update on payroll_run
    deferrable initially deferred for each row
    when (new.state = 'approved' and old.state <> 'approved') execute function recovery_run_booked();

-- Vouchers are what a list pays out: its benefits without what it takes.
create or replace function payroll_run_guard() returns trigger language plpgsql as $$
declare
    off record;
begin
    if tg_op = 'DELETE' then
        if old.state in ('approved', 'sent', 'results', 'closed') then
            raise exception 'an approved run cannot be deleted (run %)', old.id;
        end if;
        return old;
    end if;
    if tg_op = 'INSERT' then
        if new.state <> 'prepared' then
            raise exception 'a run begins as prepared';
        end if;
        return new;
    end if;
    if new.state <> old.state and not ((old.state, new.state) in (select * from payroll_transitions())) then
        raise exception 'a run does not go from % to %', old.state, new.state;
    end if;
    if old.state in ('approved', 'sent', 'results', 'closed')
        and (new.month, new.scope_id, new.total, new.lines, new.people, new.digest, new.book, new.prepared_by_id,
             new.approved_by_id) is distinct from
            (old.month, old.scope_id, old.total, old.lines, old.people, old.digest, old.book, old.prepared_by_id,
             old.approved_by_id) then
        raise exception 'an approved run cannot change (run %)', old.id;
    end if;
    if new.state = 'approved' and old.state <> 'approved' then
        if new.approved_by_id is null then
            raise exception 'a run is approved by somebody (run %)', old.id;
        end if;
        if exists (select 1 from payroll_problem where run_id = new.id and settled_at is null) then
            raise exception 'a run with problems cannot be approved (run %)', old.id;
        end if;
        for off in
            select unit_id, pay_by from (
                select unit_id, pay_by, count(*) as lines, sum(amount) as total from payroll_line
                where run_month = new.month and run_id = new.id and entry in (1, 2, 3, 6) group by 1, 2) l
            full join (select unit_id, pay_by, v.lines, v.total from payroll_voucher v where run_id = new.id) v
                using (unit_id, pay_by)
            where l.total is distinct from v.total or l.lines is distinct from v.lines
        loop
            raise exception 'the list of unit % (%) is not what its voucher says (run %)', off.unit_id, off.pay_by, old.id;
        end loop;
        if new.total <> (select coalesce(sum(total), 0) from payroll_voucher where run_id = new.id) then
            raise exception 'the vouchers do not add up to the run (run %)', old.id;
        end if;
    end if;
    return new;
end $$;

select set_config('ansinh.everywhere', 'on', true);
-- Debts of lists approved before there were books: what the ledger still holds of them, opened by the list that said so.
insert into recovery_debt (person_id, kind, run_id, state, cause, note, paper, opened_on)
    select person_id, kind, max(run_id) filter (where entry = 4), 'new', '', '', '',
           max(prepared_on) filter (where entry = 4)
    from payroll_line l join payroll_run r on r.id = l.run_id and r.state in ('approved', 'sent', 'results', 'closed')
    where entry in (4, 5) group by person_id, kind having sum(amount) < 0;
with owed as (
    select d.id as debt_id, d.person_id, l.for_month, sum(amount) as amount
    from recovery_debt d join payroll_line l on l.person_id = d.person_id and l.kind = d.kind
    join payroll_run r on r.id = l.run_id and r.state in ('approved', 'sent', 'results', 'closed')
    where entry in (4, 5) group by 1, 2, 3 having sum(amount) < 0),
posted as (
    insert into recovery_posting (debt_id, person_id, kind, "on", run_id, at)
        select id, person_id, 'opened', opened_on, run_id, now() from recovery_debt returning id, debt_id)
insert into recovery_entry (posting_id, debt_id, person_id, account, for_month, amount)
    select p.id, o.debt_id, o.person_id, leg.account, o.for_month, leg.sign * o.amount
    from owed o join posted p using (debt_id)
    cross join (values ('receivable', -1), ('overpaid', 1)) leg (account, sign);
set constraints all immediate;
