-- How the clinic sends messages: when phones stay quiet, in whose words, and what became of texts after they were handed over.

CREATE TABLE notice_settings (
  singleton TINYINT UNSIGNED NOT NULL PRIMARY KEY CHECK (singleton = 1),
  version INT NOT NULL DEFAULT 1,
  quiet_from TIME NULL,
  quiet_until TIME NULL,
  contact_email VARCHAR(254) NULL,
  CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
);

-- The clinic's own words for a text message; without a row our words are sent.
CREATE TABLE text_templates (
  kind VARCHAR(24) NOT NULL,
  language VARCHAR(2) NOT NULL,
  version INT NOT NULL DEFAULT 1,
  words VARCHAR(700) NOT NULL,
  changed_at DATETIME(3) NOT NULL,
  PRIMARY KEY (kind, language)
);

-- Texts that the gateway took, by the outbox's id; neither words nor codes. reference is the gateway's own name for it.
CREATE TABLE sent_texts (
  id BINARY(16) NOT NULL PRIMARY KEY,
  cause VARCHAR(190) NOT NULL,
  purpose VARCHAR(24) NOT NULL,
  address VARCHAR(20) NOT NULL,
  reference VARCHAR(120) NULL,
  state VARCHAR(9) NOT NULL CHECK (state IN ('sent', 'delivered', 'failed')),
  sent_at DATETIME(3) NOT NULL,
  reported_at DATETIME(3) NULL,
  seen_at DATETIME(3) NULL,
  UNIQUE KEY sent_texts_reference (reference),
  KEY sent_texts_state (state, sent_at)
);

-- What visitors of the public site wrote to the clinic.
CREATE TABLE contact_messages (
  id BINARY(16) NOT NULL PRIMARY KEY,
  version INT NOT NULL DEFAULT 1,
  sender VARCHAR(120) NOT NULL,
  email VARCHAR(254) NULL,
  phone VARCHAR(20) NULL,
  words VARCHAR(2000) NOT NULL,
  language VARCHAR(2) NOT NULL,
  written_at DATETIME(3) NOT NULL,
  done_at DATETIME(3) NULL,
  done_by_user_id BINARY(16) NULL,
  answer VARCHAR(2000) NULL,
  KEY contact_messages_written (done_at, written_at),
  CONSTRAINT contact_messages_done_by_fk FOREIGN KEY (done_by_user_id) REFERENCES users (id),
  CHECK ((email IS NULL) <> (phone IS NULL)),
  CHECK ((done_at IS NULL) = (done_by_user_id IS NULL))
);
