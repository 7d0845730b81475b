-- A visit that was entered for the wrong patient says in its history that it became another's.
-- MariaDB changes the column's check with the column; MySQL keeps the old one, by the name that it gave it, unless that is dropped.
ALTER TABLE appointment_steps /*!80016 DROP CHECK appointment_steps_chk_1, */ MODIFY COLUMN step VARCHAR(20) NOT NULL
  CHECK (step IN ('booking', 'arrival', 'call', 'completion', 'no-show', 'time', 'payment', 'departure', 'restoration', 'cancellation', 'payment-withdrawal', 'reason', 'patient'));
