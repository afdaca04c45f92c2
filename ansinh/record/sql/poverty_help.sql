-- Help given to a household is seen where the household is; it is written once and only voided.
alter table poverty_help enable row level security;
alter table poverty_help force row level security;
create policy branch on poverty_help using (
    (select coalesce(current_setting('ansinh.everywhere', true), '') = 'on')
    or exists (select 1 from people_household h where h.id = household_id));
create policy poverty_help on trail_entry as restrictive for select using (
    (select coalesce(current_setting('ansinh.everywhere', true), '') = 'on') or table_name <> 'poverty_help'
    or exists (select 1 from people_household h
               where h.id = (coalesce(trail_entry.after, trail_entry.before) ->> 'household_id')::bigint));
select trail_keep('poverty_help');

create function poverty_help_guard() returns trigger language plpgsql as $$
declare
    told text[] := array['voided_by_id', 'voided_reason'];
begin
    if tg_op = 'DELETE' or (to_jsonb(new) - told) is distinct from (to_jsonb(old) - told) then
        raise exception 'help once written is only voided (help %)', old.id;
    end if;
    if old.voided_by_id is not null then
        raise exception 'help is voided once (help %)', old.id;
    end if;
    return new;
end $$;
create trigger poverty_help_stays before update or delete on poverty_help
    for each row execute function poverty_help_guard();
