-- What the month's run needs of a position besides whose it is, in one number: a column costs more to send than a bit.
-- Bits, from the right: held 1, pay_by 3, claims 7, kind 3, born + 1 (0: unknown) 17, profile_id the rest.
alter table payroll_position add column packed bigint not null generated always as (
    (profile_id << 31) | ((born + 1)::bigint << 14) | (kind::bigint << 11) | (claims::bigint << 4)
    | (pay_by::bigint << 1) | held::int
) stored;

-- What is new since the last list is few among all that was ever touched.
create index payroll_touch_new on payroll_touch (award_id) where run_id is null;
