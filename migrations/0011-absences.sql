-- A doctor who does not come on a clinic day: what became of each visit, and who still has to be called.

CREATE TABLE absences (
  id BINARY(16) NOT NULL PRIMARY KEY,
  doctor_id BINARY(16) NOT NULL,
  clinic_day DATE NOT NULL,
  by_user_id BINARY(16) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  KEY absences_created (created_at),
  CONSTRAINT absences_doctor_fk FOREIGN KEY (doctor_id) REFERENCES staff (id),
  CONSTRAINT absences_by_fk FOREIGN KEY (by_user_id) REFERENCES users (id)
);

-- told: a message went out by itself; otherwise called_at is when somebody rang.
CREATE TABLE absence_visits (
  absence_id BINARY(16) NOT NULL,
  appointment_id BINARY(16) NOT NULL,
  outcome VARCHAR(9) NOT NULL CHECK (outcome IN ('moved', 'cancelled', 'kept', 'failed')),
  refusal VARCHAR(20) NULL,
  was_starts_at DATETIME(3) NOT NULL,
  told TINYINT(1) NOT NULL,
  called_at DATETIME(3) NULL,
  called_by_user_id BINARY(16) NULL,
  PRIMARY KEY (absence_id, appointment_id),
  KEY absence_visits_appointment (appointment_id),
  CONSTRAINT absence_visits_absence_fk FOREIGN KEY (absence_id) REFERENCES absences (id),
  CONSTRAINT absence_visits_appointment_fk FOREIGN KEY (appointment_id) REFERENCES appointments (id),
  CONSTRAINT absence_visits_called_by_fk FOREIGN KEY (called_by_user_id) REFERENCES users (id)
);
