-- People who sign in. A user is not a patient: patient_access says for whom they act.

CREATE TABLE users (
  id BINARY(16) NOT NULL PRIMARY KEY,
  version INT NOT NULL DEFAULT 1,
  name TEXT NOT NULL CHECK (JSON_VALID(name)),
  language VARCHAR(8) NULL,
  password_hash VARCHAR(255) NULL,
  password_changed_at DATETIME(3) NULL,
  disabled_at DATETIME(3) NULL,
  created_at DATETIME(3) NOT NULL
);

CREATE TABLE logins (
  id BINARY(16) NOT NULL PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  kind VARCHAR(10) NOT NULL CHECK (kind IN ('phone', 'email', 'staff-name')),
  value VARCHAR(254) NOT NULL,
  confirmed_at DATETIME(3) NULL,
  UNIQUE KEY logins_value (kind, value),
  KEY logins_user (user_id),
  CONSTRAINT logins_user_fk FOREIGN KEY (user_id) REFERENCES users (id)
);

-- token_hash is the SHA-256 of what the cookie holds.
CREATE TABLE sessions (
  token_hash BINARY(32) NOT NULL PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  site VARCHAR(8) NOT NULL CHECK (site IN ('patient', 'staff')),
  created_at DATETIME(3) NOT NULL,
  last_used_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  second_factor_at DATETIME(3) NULL,
  device VARCHAR(200) NULL,
  KEY sessions_user (user_id),
  KEY sessions_expires (expires_at),
  CONSTRAINT sessions_user_fk FOREIGN KEY (user_id) REFERENCES users (id)
);

-- Appended, never counted up: rows of a window are counted instead (a counter loses counts on a cluster).
CREATE TABLE attempts (
  id BINARY(16) NOT NULL PRIMARY KEY,
  key_hash BINARY(32) NOT NULL,
  at DATETIME(3) NOT NULL,
  KEY attempts_key (key_hash, at),
  KEY attempts_at (at)
);
