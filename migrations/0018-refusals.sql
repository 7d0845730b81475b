-- Whoever is refused is told why: one of these, and what the desk writes beside it in `reason`.
ALTER TABLE registrations ADD COLUMN refused_because VARCHAR(12) NULL CHECK (refused_because IN ('no-card', 'other-name', 'no-name', 'has-account', 'other'));
