-- A screen in a waiting room: it holds a key of its own and sees numbers and rooms, nothing else. It shows a code,
-- and is paired when somebody who may types that code on the staff site.

CREATE TABLE boards (
  id BINARY(16) NOT NULL PRIMARY KEY,
  version INT NOT NULL DEFAULT 1,
  key_hash BINARY(32) NOT NULL,
  code VARCHAR(6) NULL,
  code_expires_at DATETIME(3) NOT NULL,
  name VARCHAR(80) NULL,
  location_id BINARY(16) NULL,
  department_id BINARY(16) NULL,
  paired_at DATETIME(3) NULL,
  last_seen_at DATETIME(3) NULL,
  revoked_at DATETIME(3) NULL,
  created_at DATETIME(3) NOT NULL,
  UNIQUE KEY boards_key (key_hash),
  UNIQUE KEY boards_code (code),
  KEY boards_created (created_at),
  CONSTRAINT boards_location_fk FOREIGN KEY (location_id) REFERENCES locations (id),
  CONSTRAINT boards_department_fk FOREIGN KEY (department_id) REFERENCES departments (id),
  CHECK ((paired_at IS NULL) = (name IS NULL)),
  CHECK ((paired_at IS NULL) = (location_id IS NULL))
);
