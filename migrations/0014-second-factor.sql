-- Staff are invited by a one-time secret, and sign in with a second factor: an app that shows numbers, a passkey, or a recovery code.

-- Whose password everybody knows: made by the demo clinic alone, which production refuses, and asked for no second factor.
ALTER TABLE users ADD COLUMN demo TINYINT(1) NOT NULL DEFAULT 0;

-- secret_hash: of a link's token or of a printed code. A newer invitation of the same person withdraws the older ones.
CREATE TABLE invitations (
  id BINARY(16) NOT NULL PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  way VARCHAR(8) NOT NULL CHECK (way IN ('mail', 'printed')),
  secret_hash BINARY(32) NOT NULL,
  invited_by_user_id BINARY(16) NULL,
  created_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  used_at DATETIME(3) NULL,
  withdrawn_at DATETIME(3) NULL,
  UNIQUE KEY invitations_secret (secret_hash),
  KEY invitations_user (user_id, created_at),
  CONSTRAINT invitations_user_fk FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT invitations_invited_by_fk FOREIGN KEY (invited_by_user_id) REFERENCES users (id)
);

-- secret: sealed with the clinic's key. last_step: the newest step of thirty seconds whose number was accepted; none is accepted twice.
CREATE TABLE authenticators (
  user_id BINARY(16) NOT NULL PRIMARY KEY,
  secret VARCHAR(200) NOT NULL,
  last_step INT NOT NULL,
  created_at DATETIME(3) NOT NULL,
  CONSTRAINT authenticators_user_fk FOREIGN KEY (user_id) REFERENCES users (id)
);

CREATE TABLE recovery_codes (
  user_id BINARY(16) NOT NULL,
  code_hash BINARY(32) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  used_at DATETIME(3) NULL,
  PRIMARY KEY (user_id, code_hash),
  CONSTRAINT recovery_codes_user_fk FOREIGN KEY (user_id) REFERENCES users (id)
);

-- credential and public_key: base64url. The credential may be longer than a key may be, so its hash is unique.
CREATE TABLE passkeys (
  id BINARY(16) NOT NULL PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  name VARCHAR(80) NOT NULL,
  credential VARCHAR(1400) NOT NULL,
  credential_hash BINARY(32) NOT NULL,
  public_key VARCHAR(1400) NOT NULL,
  counter BIGINT NOT NULL,
  created_at DATETIME(3) NOT NULL,
  last_used_at DATETIME(3) NULL,
  UNIQUE KEY passkeys_credential (credential_hash),
  KEY passkeys_user (user_id),
  CONSTRAINT passkeys_user_fk FOREIGN KEY (user_id) REFERENCES users (id)
);

-- A browser that a person has called their own for the shift: bound to both, so that it opens nothing for the next at this desk.
CREATE TABLE trusted_devices (
  device_hash BINARY(32) NOT NULL,
  user_id BINARY(16) NOT NULL,
  trusted_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  PRIMARY KEY (device_hash, user_id),
  KEY trusted_devices_user (user_id),
  KEY trusted_devices_expires (expires_at),
  CONSTRAINT trusted_devices_user_fk FOREIGN KEY (user_id) REFERENCES users (id)
);
