-- Who takes a list over holds its import until `claimed_until`, and renews that as it goes: so one process at a time works on an import,
-- nobody undoes it meanwhile, and the claim of a process that died lapses by itself.
ALTER TABLE imports
  ADD COLUMN claim_id BINARY(16) NULL,
  ADD COLUMN claimed_at DATETIME(3) NULL,
  ADD COLUMN claimed_until DATETIME(3) NULL;
