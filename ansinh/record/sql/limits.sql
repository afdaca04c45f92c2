-- A dossier of somebody who moves is seen by the place moved to as well; the days an office set leave a trail.
alter policy branch on dossiers_dossier using (
    (select coalesce(current_setting('ansinh.everywhere', true), '') = 'on')
    or unit_id = any (coalesce((select string_to_array(nullif(current_setting('ansinh.units', true), ''), ',')::bigint[]), '{}'))
    or (state <> 'draft' and to_unit_id = any (
        coalesce((select string_to_array(nullif(current_setting('ansinh.units', true), ''), ',')::bigint[]), '{}')))
);
select trail_keep('dossiers_limit');
