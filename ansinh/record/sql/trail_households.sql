-- The trail tells of a household, too, only where the household may be seen.
alter policy branch on trail_entry using (
    (select coalesce(current_setting('ansinh.everywhere', true), '') = 'on')
    or (select coalesce(current_setting('ansinh.user', true), '') <> '') and case
        when table_name = 'people_household' then exists (
            select 1 from people_household h where h.id = row_key::bigint)
        when table_name = 'assistance_suspension' then exists (
            select 1 from assistance_award a where a.id = (coalesce(after, before) ->> 'award_id')::bigint)
        when trail_person(table_name, row_key, coalesce(after, before)) is null then true
        else exists (
            select 1 from people_person p where p.id = trail_person(table_name, row_key, coalesce(after, before)))
    end
);
create trigger never_truncated before truncate on people_household
    for each statement execute function refuse_truncate();
