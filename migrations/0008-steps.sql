-- What was done with a visit, by whom and when, and what it was before: what an undo goes back to.

CREATE TABLE appointment_steps (
  id BINARY(16) NOT NULL PRIMARY KEY,
  appointment_id BINARY(16) NOT NULL,
  step VARCHAR(20) NOT NULL CHECK (step IN ('booking', 'arrival', 'call', 'completion', 'no-show', 'time', 'payment', 'departure', 'restoration', 'cancellation', 'payment-withdrawal', 'reason')),
  at DATETIME(3) NOT NULL,
  user_id BINARY(16) NULL,
  from_status VARCHAR(16) NOT NULL,
  to_status VARCHAR(16) NOT NULL,
  from_starts_at DATETIME(3) NULL,
  from_doctor_id BINARY(16) NULL,
  to_starts_at DATETIME(3) NULL,
  to_doctor_id BINARY(16) NULL,
  payment_method VARCHAR(10) NULL CHECK (payment_method IN ('cash', 'card', 'insurance')),
  note VARCHAR(500) NULL,
  undone_at DATETIME(3) NULL,
  undone_by_user_id BINARY(16) NULL,
  KEY appointment_steps_appointment (appointment_id, at),
  CONSTRAINT appointment_steps_appointment_fk FOREIGN KEY (appointment_id) REFERENCES appointments (id),
  CONSTRAINT appointment_steps_user_fk FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT appointment_steps_undone_by_fk FOREIGN KEY (undone_by_user_id) REFERENCES users (id),
  CONSTRAINT appointment_steps_from_doctor_fk FOREIGN KEY (from_doctor_id) REFERENCES staff (id),
  CONSTRAINT appointment_steps_to_doctor_fk FOREIGN KEY (to_doctor_id) REFERENCES staff (id)
);

-- Who calls the next walk-in asks who waits, over all departments of a branch.
CREATE INDEX queue_entries_waiting ON queue_entries (clinic_day, status);

-- An undone call sends the walk-in back to where it waited.
CREATE INDEX queue_entries_called ON queue_entries (appointment_id);
