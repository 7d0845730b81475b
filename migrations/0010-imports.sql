-- A list that was taken over from another program, row by row: so that it goes on after an interruption and can be undone as a whole.
-- The hash is the file's, and finds it again. Of a row stays what came of it: a print of all that was written, and the old file number.

CREATE TABLE imports (
  id BINARY(16) NOT NULL PRIMARY KEY,
  number INT NOT NULL,
  kind VARCHAR(12) NOT NULL CHECK (kind IN ('patients', 'appointments')),
  file_name VARCHAR(200) NOT NULL,
  file_hash BINARY(32) NOT NULL,
  choices TEXT NOT NULL CHECK (JSON_VALID(choices)),
  began_at DATETIME(3) NOT NULL,
  ended_at DATETIME(3) NULL,
  undone_at DATETIME(3) NULL,
  UNIQUE KEY imports_number (number),
  KEY imports_file (file_hash)
);

CREATE TABLE import_rows (
  import_id BINARY(16) NOT NULL,
  line INT NOT NULL,
  outcome VARCHAR(5) NOT NULL CHECK (outcome IN ('new', 'known')),
  patient_id BINARY(16) NOT NULL,
  appointment_id BINARY(16) NULL,
  file_number VARCHAR(40) NULL,
  print BINARY(32) NULL,
  PRIMARY KEY (import_id, line),
  KEY import_rows_patient (patient_id),
  KEY import_rows_appointment (appointment_id),
  KEY import_rows_file (file_number),
  CONSTRAINT import_rows_import_fk FOREIGN KEY (import_id) REFERENCES imports (id)
);

-- The number that a patient's file had before: on the folders in the shelf it still stands.
ALTER TABLE identifiers MODIFY COLUMN type VARCHAR(16) NOT NULL
  CHECK (type IN ('national-id', 'iqama', 'gcc', 'passport', 'border', 'eg-national-id', 'newborn-of', 'insurance', 'file-number'));
