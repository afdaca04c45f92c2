-- The ledger: one table of lines, a partition a month. A month's partition is loaded bare, indexed, then attached.
create sequence payroll_line_id;
create table payroll_line (
    id bigint not null,
    run_id bigint not null,
    run_month int not null,
    award_id bigint not null,
    person_id bigint not null,
    unit_id bigint not null,
    kind smallint not null,
    entry smallint not null,
    pay_by smallint not null,
    for_month int not null check (for_month <= run_month),
    amount bigint not null check (amount <> 0 and (entry = 4) = (amount < 0)),
    ruling_id bigint not null,
    primary key (run_month, id)
) partition by list (run_month);
create index payroll_line_by_person on payroll_line (person_id);
create index payroll_line_by_unit on payroll_line (unit_id, run_id);

-- Lines of an approved run cannot change, whoever asks.
create function payroll_line_refuse() returns trigger language plpgsql as $$
declare
    its_run bigint := case when tg_op = 'INSERT' then new.run_id else old.run_id end;
begin
    if exists (select 1 from payroll_run where id = its_run and state in ('approved', 'sent', 'results', 'closed')) then
        raise exception 'lines of an approved run cannot change (run %)', its_run;
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger payroll_line_approved before insert or update or delete on payroll_line
    for each row execute function payroll_line_refuse();

-- A run moves only as declared, and is approved only when its vouchers are its lines and no problem is left.
create function payroll_run_guard() returns trigger language plpgsql as $$
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
                where run_month = new.month and run_id = new.id and entry in (1, 2, 3) group by 1, 2) l
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
create trigger payroll_run_states before insert or update or delete on payroll_run
    for each row execute function payroll_run_guard();

-- Lines are loaded in bulk without foreign keys; what they point to is protected from this side instead.
create function payroll_line_needs() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'people_person' then
        if exists (select 1 from payroll_line where person_id = old.id) then
            raise exception 'person % has lines in the ledger', old.id;
        end if;
    elsif exists (select 1 from payroll_line where person_id = old.person_id and award_id = old.id) then
        raise exception 'award % has lines in the ledger', old.id;
    end if;
    return old;
end $$;
create trigger payroll_line_needs before delete on people_person
    for each row execute function payroll_line_needs();
create trigger payroll_line_needs before delete on assistance_award
    for each row execute function payroll_line_needs();
