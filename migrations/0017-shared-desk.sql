-- A desk that several people share: a session is locked and keeps its page, and its person goes on with a short number.

-- Locked by hand; one that was not used for a while is locked without it.
ALTER TABLE sessions ADD COLUMN locked_at DATETIME(3) NULL;

-- Opens only a browser in which its person has shown a second factor during the shift. tries: wrong ones there since the last password.
ALTER TABLE trusted_devices ADD COLUMN pin_tries INT NOT NULL DEFAULT 0;

CREATE TABLE pins (
  user_id BINARY(16) NOT NULL PRIMARY KEY,
  pin_hash VARCHAR(255) NOT NULL,
  set_at DATETIME(3) NOT NULL,
  CONSTRAINT pins_user_fk FOREIGN KEY (user_id) REFERENCES users (id)
);
