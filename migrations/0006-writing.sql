-- What every change leaves: a receipt (so that it happens once), outbox rows, changes for live boards, audit.

CREATE TABLE receipts (
  id BINARY(16) NOT NULL PRIMARY KEY,
  user_id BINARY(16) NULL,
  action VARCHAR(60) NOT NULL,
  subject_id BINARY(16) NULL,
  at DATETIME(3) NOT NULL,
  KEY receipts_at (at)
);

CREATE TABLE outbox (
  id BINARY(16) NOT NULL PRIMARY KEY,
  topic VARCHAR(40) NOT NULL,
  cause VARCHAR(190) NOT NULL,
  version INT NOT NULL DEFAULT 1,
  payload TEXT NULL CHECK (JSON_VALID(payload)),
  created_at DATETIME(3) NOT NULL,
  due_at DATETIME(3) NOT NULL,
  attempts INT NOT NULL DEFAULT 0,
  last_error VARCHAR(200) NULL,
  claim_id BINARY(16) NULL,
  claimed_until DATETIME(3) NULL,
  parked_at DATETIME(3) NULL,
  UNIQUE KEY outbox_cause (topic, cause),
  KEY outbox_due (parked_at, topic, due_at),
  KEY outbox_claim (claim_id)
);

CREATE TABLE changes (
  id BINARY(16) NOT NULL PRIMARY KEY,
  topic VARCHAR(80) NOT NULL,
  at DATETIME(3) NOT NULL,
  KEY changes_at (at)
);

CREATE TABLE audit (
  id BINARY(16) NOT NULL PRIMARY KEY,
  at DATETIME(3) NOT NULL,
  user_id BINARY(16) NULL,
  role VARCHAR(16) NULL,
  department_id BINARY(16) NULL,
  location_id BINARY(16) NULL,
  action VARCHAR(60) NOT NULL,
  subject_type VARCHAR(40) NULL,
  subject_id BINARY(16) NULL,
  patient_id BINARY(16) NULL,
  patient_ids TEXT NULL CHECK (JSON_VALID(patient_ids)),
  reason VARCHAR(500) NULL,
  request VARCHAR(40) NULL,
  KEY audit_at (at),
  KEY audit_patient (patient_id, at),
  KEY audit_user (user_id, at)
);
