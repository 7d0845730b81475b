-- People register themselves: one-time codes, what was promised to them, the desk's review, and accounts for those who have a record.

-- A code to the phone opens visits; the record needs a password or passkey as well.
ALTER TABLE sessions ADD COLUMN strength VARCHAR(8) NOT NULL DEFAULT 'full' CHECK (strength IN ('code', 'full'));

-- Where texts with codes may go, and how many a day the clinic pays for.
ALTER TABLE settings ADD COLUMN code_prefixes VARCHAR(120) NOT NULL DEFAULT '+966 +20 +971 +965 +974 +973 +968 +962';
ALTER TABLE settings ADD COLUMN code_texts_a_day INT NOT NULL DEFAULT 1000;

-- One code for one browser (request_hash) and one purpose. minute: of the epoch; a number gets one a minute, and the key is the judge.
CREATE TABLE codes (
  id BINARY(16) NOT NULL PRIMARY KEY,
  purpose VARCHAR(8) NOT NULL CHECK (purpose IN ('sign-in', 'register', 'reset', 'confirm', 'claim')),
  site VARCHAR(8) NOT NULL CHECK (site IN ('patient', 'staff')),
  kind VARCHAR(5) NOT NULL CHECK (kind IN ('phone', 'email')),
  value VARCHAR(254) NOT NULL,
  minute INT NOT NULL,
  user_id BINARY(16) NULL,
  request_hash BINARY(32) NOT NULL,
  code_hash BINARY(32) NOT NULL,
  network_hash BINARY(32) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  checked_at DATETIME(3) NULL,
  spent_at DATETIME(3) NULL,
  UNIQUE KEY codes_minute (value, minute),
  KEY codes_created (created_at),
  KEY codes_request (request_hash),
  CONSTRAINT codes_user_fk FOREIGN KEY (user_id) REFERENCES users (id)
);

-- patient_id: the record that the registration opened. What was said of an identifier stays here until somebody has seen the card:
-- in `identifiers` it would tell a stranger who is registered, or keep the right person out.
CREATE TABLE registrations (
  id BINARY(16) NOT NULL PRIMARY KEY,
  version INT NOT NULL DEFAULT 1,
  user_id BINARY(16) NOT NULL,
  patient_id BINARY(16) NOT NULL,
  status VARCHAR(9) NOT NULL CHECK (status IN ('waiting', 'confirmed', 'linked', 'refused')),
  contact_kind VARCHAR(5) NOT NULL CHECK (contact_kind IN ('phone', 'email')),
  contact_value VARCHAR(254) NOT NULL,
  identifier_type VARCHAR(16) NULL,
  identifier_country VARCHAR(2) NULL,
  identifier_value VARCHAR(40) NULL,
  linked_patient_id BINARY(16) NULL,
  decided_by_user_id BINARY(16) NULL,
  decided_at DATETIME(3) NULL,
  reason VARCHAR(500) NULL,
  created_at DATETIME(3) NOT NULL,
  UNIQUE KEY registrations_patient (patient_id),
  KEY registrations_user (user_id),
  KEY registrations_status (status, created_at),
  CONSTRAINT registrations_user_fk FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT registrations_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT registrations_linked_fk FOREIGN KEY (linked_patient_id) REFERENCES patients (id),
  CONSTRAINT registrations_decided_by_fk FOREIGN KEY (decided_by_user_id) REFERENCES users (id)
);

-- Appended: which privacy notice somebody was shown, and whether they want messages; the latest row counts.
CREATE TABLE consents (
  id BINARY(16) NOT NULL PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  patient_id BINARY(16) NOT NULL,
  kind VARCHAR(8) NOT NULL CHECK (kind IN ('privacy', 'messages')),
  given TINYINT(1) NOT NULL,
  notice_version VARCHAR(20) NOT NULL,
  language VARCHAR(8) NOT NULL,
  at DATETIME(3) NOT NULL,
  KEY consents_user (user_id, at),
  CONSTRAINT consents_user_fk FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT consents_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id)
);

-- By a claim somebody whom the desk knows gets an account for their record. token_hash: of the code on paper or of the link's token.
CREATE TABLE claims (
  id BINARY(16) NOT NULL PRIMARY KEY,
  patient_id BINARY(16) NOT NULL,
  token_hash BINARY(32) NOT NULL,
  way VARCHAR(5) NOT NULL CHECK (way IN ('paper', 'phone', 'email')),
  created_by_user_id BINARY(16) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  withdrawn_at DATETIME(3) NULL,
  used_at DATETIME(3) NULL,
  used_by_user_id BINARY(16) NULL,
  UNIQUE KEY claims_token (token_hash),
  KEY claims_patient (patient_id),
  CONSTRAINT claims_patient_fk FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT claims_created_by_fk FOREIGN KEY (created_by_user_id) REFERENCES users (id),
  CONSTRAINT claims_used_by_fk FOREIGN KEY (used_by_user_id) REFERENCES users (id)
);
