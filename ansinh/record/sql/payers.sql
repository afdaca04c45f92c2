-- Whose line pays a debt off: the debtor's, or that of the record the debtor's went into.
select set_config('ansinh.everywhere', 'on', true);
alter table recovery_deduction disable trigger recovery_deduction_approved;
update recovery_deduction set payer_id = person_id;
set constraints all immediate;
alter table recovery_deduction enable trigger recovery_deduction_approved;
alter table recovery_deduction alter column payer_id set not null;

create or replace function recovery_run_guard() returns trigger language plpgsql as $$
begin
    if exists (select 1 from (select id, person_id, kind, for_month, -amount as amount from payroll_line
                              where run_month = new.month and run_id = new.id and entry = 6) l
               full join (select line, payer_id, kind, for_month, amount from recovery_deduction where run_id = new.id) d
                   on d.line = l.id
               where (l.person_id, l.kind, l.for_month, l.amount) is distinct from
                     (d.payer_id, d.kind, d.for_month, d.amount)) then
        raise exception 'a list takes what its deductions say (run %)', new.id;
    end if;
    if exists (select 1 from recovery_deduction d join recovery_plan p on p.id = d.plan_id
               join people_person debtor on debtor.id = d.person_id
               where d.run_id = new.id and (p.approved_at is null or p.ended_at is not null or p.debt_id <> d.debt_id
                     or p.way not in ('instalment', 'share') or p.from_month > new.month
                     or coalesce(p.paused_until, 0) > new.month
                     or d.payer_id <> coalesce(debtor.merged_into_id, debtor.id))) then
        raise exception 'a list takes only by a plan in force (run %)', new.id;
    end if;
    if exists (select 1 from payroll_line l
               where run_month = new.month and run_id = new.id
                 and person_id in (select payer_id from recovery_deduction where run_id = new.id)
               group by person_id, award_id, for_month, unit_id
               having coalesce(sum(-amount) filter (where entry = 6), 0) * 100 >
                      coalesce(sum(amount) filter (where entry in (1, 3)), 0) * coalesce(recovery_cap(unit_id, new.month), 0)
           ) then
        raise exception 'a list takes no more of a month than the cap (run %)', new.id;
    end if;
    return new;
end $$;
