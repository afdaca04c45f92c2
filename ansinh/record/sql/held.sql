-- A dossier is seen where it is held: since the tiers changed, by the office that goes on with it, not by the old one.
alter policy branch on dossiers_dossier using (
    (select coalesce(current_setting('ansinh.everywhere', true), '') = 'on')
    or coalesce(holder_id, unit_id) = any (
        coalesce((select string_to_array(nullif(current_setting('ansinh.units', true), ''), ',')::bigint[]), '{}'))
    or (state <> 'draft' and to_unit_id = any (
        coalesce((select string_to_array(nullif(current_setting('ansinh.units', true), ''), ',')::bigint[]), '{}')))
);
