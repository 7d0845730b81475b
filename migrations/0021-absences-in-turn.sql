-- The lists of one doctor's day are begun one after the other, by this key: so the second of two knows what the first has taken up,
-- on whatever node of a cluster they are begun.
ALTER TABLE absences
  ADD COLUMN turn SMALLINT UNSIGNED NULL,
  ADD UNIQUE KEY absences_turn (doctor_id, clinic_day, turn);
