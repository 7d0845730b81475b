-- What makes tampering with the audit show: the hash of each row, and seals over them, each with the hash of the one before.

CREATE TABLE audit_seals (
  number BIGINT NOT NULL PRIMARY KEY,
  previous_hash BINARY(32) NOT NULL,
  row_count INT NOT NULL,
  hash BINARY(32) NOT NULL,
  hmac BINARY(32) NOT NULL,
  at DATETIME(3) NOT NULL
);

CREATE TABLE audit_hashes (
  audit_id BINARY(16) NOT NULL PRIMARY KEY,
  seal_number BIGINT NOT NULL,
  hash BINARY(32) NOT NULL,
  KEY audit_hashes_seal (seal_number)
);

-- A record opened outside of somebody's scope: why, until when, and whether an admin has looked at it.
CREATE TABLE glass_breaks (
  id BINARY(16) NOT NULL PRIMARY KEY,
  version INT NOT NULL DEFAULT 1,
  user_id BINARY(16) NOT NULL,
  patient_id BINARY(16) NOT NULL,
  role VARCHAR(16) NOT NULL,
  reason VARCHAR(500) NOT NULL,
  opened_at DATETIME(3) NOT NULL,
  ends_at DATETIME(3) NOT NULL,
  seen_at DATETIME(3) NULL,
  seen_by_user_id BINARY(16) NULL,
  note VARCHAR(500) NULL,
  KEY glass_breaks_open (user_id, patient_id, ends_at),
  KEY glass_breaks_patient (patient_id),
  KEY glass_breaks_review (seen_at, opened_at),
  CONSTRAINT glass_breaks_user_fk FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT glass_breaks_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT glass_breaks_seen_by_fk FOREIGN KEY (seen_by_user_id) REFERENCES users (id),
  CHECK ((seen_at IS NULL) = (seen_by_user_id IS NULL))
);
