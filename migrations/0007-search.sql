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
