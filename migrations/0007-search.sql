-- What a patient is found by, normalised: words of names, skeletons, digits. Found by the token, removed by the subject.

CREATE TABLE search_tokens (
  token VARCHAR(64) NOT NULL,
  subject_id BINARY(16) NOT NULL,
  PRIMARY KEY (token, subject_id),
  KEY search_tokens_subject (subject_id, token)
);

-- What somebody typed, for ten minutes: so that no name stands in an address. Only their own session finds it.
CREATE TABLE searches (
  id BINARY(16) NOT NULL PRIMARY KEY,
  session_hash BINARY(32) NOT NULL,
  words VARCHAR(200) NOT NULL,
  at DATETIME(3) NOT NULL,
  KEY searches_at (at)
);

-- Who answers for somebody at the desk: another patient, or a name only. An account that may act is patient_access.
CREATE TABLE patient_guardians (
  id BINARY(16) NOT NULL PRIMARY KEY,
  patient_id BINARY(16) NOT NULL,
  guardian_id BINARY(16) NULL,
  name VARCHAR(200) NULL,
  relation VARCHAR(8) NOT NULL CHECK (relation IN ('mother', 'father', 'guardian')),
  KEY patient_guardians_patient (patient_id),
  KEY patient_guardians_guardian (guardian_id),
  CONSTRAINT patient_guardians_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT patient_guardians_guardian_fk FOREIGN KEY (guardian_id) REFERENCES patients (id),
  CHECK ((guardian_id IS NULL) <> (name IS NULL))
);

-- Two who look like one person, and somebody who knows them said that they are not.
CREATE TABLE different_people (
  patient_id BINARY(16) NOT NULL,
  other_patient_id BINARY(16) NOT NULL,
  decided_by_user_id BINARY(16) NULL,
  at DATETIME(3) NOT NULL,
  PRIMARY KEY (patient_id, other_patient_id),
  KEY different_people_other (other_patient_id),
  CONSTRAINT different_people_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT different_people_other_fk FOREIGN KEY (other_patient_id) REFERENCES patients (id),
  CONSTRAINT different_people_user_fk FOREIGN KEY (decided_by_user_id) REFERENCES users (id)
);
