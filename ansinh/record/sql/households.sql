-- Households are part of the register: their changes leave a trail like everybody's.
create trigger trail_insert after insert on people_household referencing new table as new_rows
    for each statement execute function trail_write('id');
create trigger trail_update after update on people_household referencing old table as old_rows new table as new_rows
    for each statement execute function trail_write('id');
create trigger trail_delete after delete on people_household referencing old table as old_rows
    for each statement execute function trail_write('id');
