-- Only a decision makes, changes, suspends or ends an award, whoever writes. It is named in the row (a decision signed here, or
-- the number of one on paper), or the change is one the law makes without it: a death, while it is recorded. What a
-- transaction does on other grounds it says in ansinh.register (acts/grounds.py): 'import' of awards of the time before,
-- 'merge 12' of two records of a person, 'decision 12/QĐ-UBND' written already on the row it corrects.

create function assistance_award_grounds(people bigint[], said text, numbers text[])
returns boolean language plpgsql as $$
declare
    was text := coalesce(current_setting('ansinh.everywhere', true), '');
    merged boolean;
begin
    if said like 'decision %' then
        return btrim(substr(said, 10)) <> '' and substr(said, 10) = any(numbers);
    end if;
    perform set_config('ansinh.everywhere', 'on', true);
    select said like 'merge %' and exists (
        select 1 from linkage_merge m where 'merge ' || m.id = said and (m.kept_id = any(people) or m.gone_id = any(people))
    ) into merged;
    perform set_config('ansinh.everywhere', was, true);
    return merged;
end $$;

-- The last month of whoever died, the first one of which nothing is due.
create function assistance_after_death(person bigint) returns int language sql stable as $$
    select extract(year from died_on)::int * 12 + extract(month from died_on)::int from people_person where id = person
$$;

create function assistance_award_named() returns trigger language plpgsql as $$
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
    if new.kind = 'funeral' and new.reckoned_from = new.until_month and after_death is distinct from new.until_month
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
create trigger assistance_award_named_first before insert on assistance_award
    for each row when (new.decision_id is null and btrim(new.decision_number) = '')
    execute function assistance_award_named();
create trigger assistance_award_named_then before update on assistance_award
    for each row when (
        (old.person_id, old.kind, old.code, old.from_month, old.until_month, old.reckoned_from, old.stop_reason,
         old.until_but_for_death)
        is distinct from
        (new.person_id, new.kind, new.code, new.from_month, new.until_month, new.reckoned_from, new.stop_reason,
         new.until_but_for_death))
    execute function assistance_award_named();

-- What a death had ended runs on only when that death is recorded no more, or of another month.
create function assistance_award_of_the_dead() returns trigger language plpgsql as $$
begin
    if exists (select 1 from assistance_award a where a.id = new.id and a.stop_reason = ''
               and coalesce(a.until_month > assistance_after_death(a.person_id),
                            assistance_after_death(a.person_id) is not null)) then
        raise exception 'Người này đã ghi là mất: khoản hưởng (%) không chạy tiếp.', new.id;
    end if;
    return null;
end $$;
create constraint trigger assistance_award_of_the_dead after update on assistance_award
    deferrable initially deferred for each row when (old.stop_reason = 'Chết' and new.stop_reason = '')
    execute function assistance_award_of_the_dead();

-- An award is never taken out of the register: what was decided is ended by a decision.
create function assistance_award_kept() returns trigger language plpgsql as $$
begin
    raise exception 'Khoản hưởng đã ghi thì không xoá: thôi hưởng bằng quyết định (người %, khoản %).',
        old.person_id, old.id;
end $$;
create trigger assistance_award_kept before delete on assistance_award
    for each row execute function assistance_award_kept();

-- A suspension begins and ends by a decision too, named in its row. Without one only the payer's word that nobody came
-- for the money holds it back, from the month after, until somebody decides.
create function assistance_suspension_named() returns trigger language plpgsql as $$
declare
    said text := coalesce(current_setting('ansinh.register', true), '');
    who bigint := (select person_id from assistance_award where id = coalesce(new.award_id, old.award_id));
begin
    if said = 'import' then
        return coalesce(new, old);
    end if;
    if said <> '' and assistance_award_grounds(array[who], said, array[new.decision_number, new.resumed_number]) then
        return coalesce(new, old);
    end if;
    if tg_op = 'INSERT' and (btrim(new.decision_number) <> '' or new.until_month is null and exists (
            select 1 from payroll_result r join payroll_run p on p.id = r.run_id
            where r.person_id = who and r.outcome = 'unpaid_stop' and p.month < new.from_month)) then
        return new;
    end if;
    if tg_op = 'UPDATE' and (
            (btrim(new.decision_number) <> '' and new.decision_number <> old.decision_number)
            or (btrim(new.resumed_number) <> '' and new.resumed_number <> old.resumed_number)) then
        return new;
    end if;
    raise exception 'Chưa có quyết định: không tạm dừng, không chi trả lại khi chưa nêu quyết định (người %, khoản %).',
        who, coalesce(new.award_id, old.award_id);
end $$;
create trigger assistance_suspension_named_first before insert or delete on assistance_suspension
    for each row execute function assistance_suspension_named();
create trigger assistance_suspension_named_then before update on assistance_suspension
    for each row when ((old.award_id, old.from_month, old.until_month, old.paid_back)
                       is distinct from (new.award_id, new.from_month, new.until_month, new.paid_back))
    execute function assistance_suspension_named();
