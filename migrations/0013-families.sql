-- The way back for who has forgotten a password, and who acts for whom: why, until when, and who ended it.

-- token_hash is the SHA-256 of what the link holds. One use, thirty minutes.
CREATE TABLE recoveries (
  id BINARY(16) NOT NULL PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  site VARCHAR(8) NOT NULL CHECK (site IN ('patient', 'staff')),
  token_hash BINARY(32) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  used_at DATETIME(3) NULL,
  UNIQUE KEY recoveries_token (token_hash),
  KEY recoveries_user (user_id),
  KEY recoveries_expires (expires_at),
  CONSTRAINT recoveries_user_fk FOREIGN KEY (user_id) REFERENCES users (id)
);

-- reason: what the desk wrote down when it linked two people. Ended rights stay as rows: valid_until says when, the others by whom and why.
ALTER TABLE patient_access ADD COLUMN version INT NOT NULL DEFAULT 1;
ALTER TABLE patient_access ADD COLUMN reason VARCHAR(200) NULL;
ALTER TABLE patient_access ADD COLUMN ended_by_user_id BINARY(16) NULL;
ALTER TABLE patient_access ADD COLUMN ended_because VARCHAR(200) NULL;
