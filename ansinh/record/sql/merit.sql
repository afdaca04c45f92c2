-- A run holds both purses, social assistance (0) and merit (1); each has its lists, its vouchers and its results.

-- The purse of a kind by its number (models.payroll.FAMILIES): the first seven kinds are social assistance.
create function payroll_family(kind smallint) returns smallint language sql immutable parallel safe as $$
    select case when kind < 7 then 0 else 1 end::smallint
$$;

-- Which kinds a person holds is part of the profile, so a position's number has room for kinds and profiles to come.
-- Bits, from the right: held 1, pay_by 3, kind 5, born + 1 (0: unknown) 17, profile_id the rest.
alter table payroll_position drop column packed;
alter table payroll_position add column packed bigint not null generated always as (
    (profile_id << 26) | ((born + 1)::bigint << 9) | (kind::bigint << 4) | (pay_by::bigint << 1) | held::int
) stored;

-- Vouchers are compared with the lines of their purse.
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
            select unit_id, pay_by, family from (
                select unit_id, pay_by, payroll_family(kind) as family, count(*) as lines, sum(amount) as total
                from payroll_line
                where run_month = new.month and run_id = new.id and entry in (1, 2, 3, 6) group by 1, 2, 3) l
            full join (select unit_id, pay_by, family, v.lines, v.total from payroll_voucher v where run_id = new.id) v
                using (unit_id, pay_by, family)
            where l.total is distinct from v.total or l.lines is distinct from v.lines
        loop
            raise exception 'the list of unit % (%, %) is not what its voucher says (run %)', off.unit_id, off.pay_by,
                off.family, old.id;
        end loop;
        if new.total <> (select coalesce(sum(total), 0) from payroll_voucher where run_id = new.id) then
            raise exception 'the vouchers do not add up to the run (run %)', old.id;
        end if;
    end if;
    return new;
end $$;

-- What a death gives of merit goes with the death, like the funeral grant.
create or replace function assistance_award_named() returns trigger language plpgsql as $$
declare
    said text := coalesce(current_setting('ansinh.register', true), '');
    after_death int;
    only_end boolean;
begin
    if said = 'import' then
        return new;
    end if;
    if said <> '' and assistance_award_grounds(array[new.person_id], said,
                                               array[new.decision_number, new.stop_number]) then
        return new;
    end if;
    if tg_op = 'INSERT' then
        raise exception 'Chưa có quyết định: không ghi khoản hưởng khi chưa nêu quyết định (người %).', new.person_id;
    end if;
    if (new.decision_id is not null and new.decision_id is distinct from old.decision_id)
            or (new.stop_decision_id is not null and new.stop_decision_id is distinct from old.stop_decision_id)
            or (btrim(new.decision_number) <> '' and new.decision_number <> old.decision_number)
            or (btrim(new.stop_number) <> '' and new.stop_number <> old.stop_number) then
        return new;
    end if;
    only_end := (new.person_id, new.kind, new.code, new.from_month, new.reckoned_from)
                = (old.person_id, old.kind, old.code, old.from_month, old.reckoned_from);
    after_death := assistance_after_death(new.person_id);
    -- The person died: it ends with that month, and the end it had before is kept beside.
    if only_end and new.stop_reason = 'Chết' and new.until_month = after_death
            and new.until_but_for_death is not distinct from
                (case when old.stop_reason = 'Chết' then old.until_but_for_death else old.until_month end) then
        return new;
    end if;
    -- A death taken back, or of another day (looked at again when the transaction ends).
    if only_end and old.stop_reason = 'Chết' and new.stop_reason = '' and new.until_but_for_death is null
            and new.until_month is not distinct from old.until_but_for_death then
        return new;
    end if;
    -- The grant of a death that was not, or not in that month, is owed no more.
    if new.kind in ('funeral', 'merit_death', 'merit_funeral') and new.reckoned_from = new.until_month 
            and after_death is distinct from new.until_month
            and (new.person_id, new.kind, new.code, new.from_month) = (old.person_id, old.kind, old.code, old.from_month)
            and new.until_month = old.until_month and new.until_but_for_death is not distinct from old.until_but_for_death
            then
        return new;
    end if;
    -- A signed decision says another group on a line of this award.
    if (new.person_id, new.kind, new.from_month, new.reckoned_from, new.stop_reason)
            = (old.person_id, old.kind, old.from_month, old.reckoned_from, old.stop_reason)
            and (new.until_month, new.until_but_for_death) is not distinct from (old.until_month, old.until_but_for_death)
            and exists (select 1 from decisions_effect e join decisions_decision d on d.id = e.decision_id
                        where e.award_id = new.id and e.act = 'adjust' and e.code = new.code and d.state = 'signed') then
        return new;
    end if;
    raise exception 'Chưa có quyết định: không đổi, không thôi khoản hưởng khi chưa nêu quyết định (người %, khoản %).',
        new.person_id, new.id;
end $$;
