-- A dossier of somebody who moves is seen by the place moved to as well; the days an office set leave a trail.
alter policy branch on dossiers_dossier using (
    (select coalesce(current_setting('ansinh.everywhere', true), '') = 'on')
    or unit_id = any (coalesce((select string_to_array(nullif(current_setting('ansinh.units', true), ''), ',')::bigint[]), '{}'))
    or (state <> 'draft' and to_unit_id = any (
        coalesce((select string_to_array(nullif(current_setting('ansinh.units', true), ''), ',')::bigint[]), '{}')))
);
create trigger trail_insert after insert on dossiers_limit referencing new table as new_rows
    for each statement execute function trail_write('id');
create trigger trail_update after update on dossiers_limit referencing old table as old_rows new table as new_rows
    for each statement execute function trail_write('id');
create trigger trail_delete after delete on dossiers_limit referencing old table as old_rows
    for each statement execute function trail_write('id');
create trigger never_truncated before truncate on dossiers_limit
    for each statement execute function refuse_truncate();
