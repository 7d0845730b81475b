-- Unique of a patient: record number and identifiers, nothing else. Phones are shared, birth dates repeat.

CREATE TABLE patients (
  id BINARY(16) NOT NULL PRIMARY KEY,
  version INT NOT NULL DEFAULT 1,
  record_number VARCHAR(12) NOT NULL,
  birth_date DATE NULL,
  birth_precision VARCHAR(5) NULL CHECK (birth_precision IN ('day', 'month', 'year', 'age')),
  birth_calendar VARCHAR(10) NULL CHECK (birth_calendar IN ('gregorian', 'umalqura')),
  birth_entered VARCHAR(40) NULL,
  sex VARCHAR(7) NOT NULL CHECK (sex IN ('female', 'male', 'unknown')),
  nationality VARCHAR(2) NULL,
  payer VARCHAR(10) NOT NULL DEFAULT 'cash' CHECK (payer IN ('cash', 'insurance', 'company')),
  language VARCHAR(8) NULL,
  doctor_sex_preference VARCHAR(7) NULL CHECK (doctor_sex_preference IN ('female', 'male')),
  deceased_at DATETIME(3) NULL,
  archived_at DATETIME(3) NULL,
  created_at DATETIME(3) NOT NULL,
  UNIQUE KEY patients_record_number (record_number)
);

-- text is the truth and what is shown; the parts are optional.
CREATE TABLE patient_names (
  id BINARY(16) NOT NULL PRIMARY KEY,
  patient_id BINARY(16) NOT NULL,
  script VARCHAR(4) NOT NULL CHECK (script IN ('ar', 'latn')),
  usage_kind VARCHAR(9) NOT NULL CHECK (usage_kind IN ('official', 'previous', 'preferred')),
  text VARCHAR(200) NOT NULL,
  given VARCHAR(80) NULL,
  father VARCHAR(80) NULL,
  grandfather VARCHAR(80) NULL,
  family VARCHAR(80) NULL,
  KEY patient_names_patient (patient_id),
  CONSTRAINT patient_names_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id)
);

CREATE TABLE identifiers (
  id BINARY(16) NOT NULL PRIMARY KEY,
  patient_id BINARY(16) NOT NULL,
  type VARCHAR(16) NOT NULL CHECK (type IN ('national-id', 'iqama', 'gcc', 'passport', 'border', 'eg-national-id', 'newborn-of', 'insurance', 'file-number')),
  country VARCHAR(2) NOT NULL,
  value VARCHAR(40) NOT NULL,
  verified_at DATETIME(3) NULL,
  override_reason VARCHAR(200) NULL,
  UNIQUE KEY identifiers_value (type, country, value),
  KEY identifiers_patient (patient_id),
  CONSTRAINT identifiers_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id)
);

CREATE TABLE contact_points (
  id BINARY(16) NOT NULL PRIMARY KEY,
  version INT NOT NULL DEFAULT 1,
  patient_id BINARY(16) NOT NULL,
  contact_system VARCHAR(5) NOT NULL CHECK (contact_system IN ('phone', 'email')),
  value VARCHAR(254) NOT NULL,
  whose VARCHAR(10) NOT NULL CHECK (whose IN ('self', 'mother', 'father', 'spouse', 'child', 'guardian', 'carer', 'other')),
  confirmed_at DATETIME(3) NULL,
  reminders TINYINT(1) NOT NULL,
  results TINYINT(1) NOT NULL,
  KEY contact_points_patient (patient_id),
  KEY contact_points_value (value),
  CONSTRAINT contact_points_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id)
);

CREATE TABLE patient_access (
  id BINARY(16) NOT NULL PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  patient_id BINARY(16) NOT NULL,
  relation VARCHAR(8) NOT NULL CHECK (relation IN ('self', 'parent', 'guardian', 'spouse', 'child', 'carer')),
  may_book TINYINT(1) NOT NULL,
  may_see_record TINYINT(1) NOT NULL,
  granted_by_user_id BINARY(16) NULL,
  valid_from DATETIME(3) NOT NULL,
  valid_until DATETIME(3) NULL,
  KEY patient_access_user (user_id, patient_id),
  KEY patient_access_patient (patient_id),
  CONSTRAINT patient_access_user_fk FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT patient_access_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT patient_access_granted_by_fk FOREIGN KEY (granted_by_user_id) REFERENCES users (id)
);
